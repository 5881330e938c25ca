"""Checks of the figures that were published for the old map: one file each."""
