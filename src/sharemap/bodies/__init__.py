"""Who the public bodies are on any date: names to keys, successions, areas.

A code names a boundary and changes with it; a key names a body and does not.
"""
