"""Who the person is: the questions asked, what they make doubtful, the making of a dossier."""
