"""Files as people send them, made by script, each with the words that it must be answered with."""
