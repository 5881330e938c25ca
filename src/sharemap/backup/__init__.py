"""What cannot be made anew, in one file that either kind of database takes back: the database, published editions."""
