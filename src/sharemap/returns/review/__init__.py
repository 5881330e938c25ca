"""The team's work on a round: how far it has come, what waits to be decided, and the acts that decide it."""
