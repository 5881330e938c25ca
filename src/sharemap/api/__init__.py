"""/api/v1: the editions for programs, read-only, and the page that explains it."""
