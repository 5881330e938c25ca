"""What a person typed into a cell, as a value: amounts, days, years, words. Each reader says why it took none."""
