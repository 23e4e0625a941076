"""The demo commune as plain data and drawn pictures; seed_demo turns it into rows."""
