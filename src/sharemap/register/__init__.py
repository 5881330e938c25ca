"""What is shared, by whom, since when, on what evidence: the writing side's model, verbs and reads."""
