"""Checks of our own register, before an edition of it is published: one file each."""
