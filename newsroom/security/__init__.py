"""Who signs in, how often one may guess, the second step, sessions, and the rows that tell of it."""
