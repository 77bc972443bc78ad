"""What is said beside the work: a doubtful clock, unsaved words, a stop, a fault."""
