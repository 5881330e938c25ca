"""Takes gathered records (JSON, one a line) into the tables of data/, with a report of what became of each."""
