"""Pages of corrections: the public's form and receipt, and the team's queue."""
