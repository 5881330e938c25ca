"""The pages of returns: those of the bodies that answer, and those of the register team."""
