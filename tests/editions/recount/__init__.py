"""Every figure of an edition again, in plain Python from the rows: the decisions' rules written a second time.

Nothing here reads SQL, a derived table, or the modules that derive one.
"""
