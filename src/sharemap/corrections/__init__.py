"""Anyone may correct and add, at any time: proposals come in by a form, and the register team decides on each."""
