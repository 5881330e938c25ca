"""People who act for bodies: for which one, in which role, how they sign in and how they are written to."""
