"""The frozen publication: built once from the register, read ever after, and by nothing but its files."""
