"""The yearly survey: what each body is asked, what it answers, and how an answer comes into the register."""
