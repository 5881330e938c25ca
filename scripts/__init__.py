"""What make and CI call; a package, so that tests may try what a script does."""
