"""Notices to telephones and to leaders' devices."""
