"""What a checkout needs before Django can start: packages and compiled catalogues."""
