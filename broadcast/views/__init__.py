"""The screens of the service centre."""
