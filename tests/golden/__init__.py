"""Filters and what they give, as Python has it; the browser's engine is held to the same files."""
