"""The running product in a real browser: ``manage.py serve`` and Chromium."""
