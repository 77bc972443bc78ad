"""`Candidate`, the format of the present portal: its shape, reading and writing."""
