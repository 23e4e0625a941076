"""The page that a kiosk browser on the box shows, served from the verified cache."""
