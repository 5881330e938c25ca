"""The pages on which people sign in, and on which it is said who may."""
