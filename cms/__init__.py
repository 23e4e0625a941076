"""The composition root: settings, addresses, and what joins newsroom and broadcast."""
