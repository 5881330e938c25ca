"""Which arrangements are one, told more than once, and how others are related. `register` and `run` touch files."""
