"""Rules and queue in, a timeline per zone and a signed manifest out: no clock, no database."""
