"""What every room of the house uses and what knows no domain noun: periods, fields, problems."""
