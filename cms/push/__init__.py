"""Web push: emergencies to villagers who asked, reminders to leaders (RFC 8030, 8291, 8292)."""
