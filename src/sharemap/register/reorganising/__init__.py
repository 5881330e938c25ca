"""Reorganised members: what passes to their successors, and what must be asked."""
