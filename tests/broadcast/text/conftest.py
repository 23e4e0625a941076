"""The properties of the reading say what is right; how fast it is, test_speed and test_linear_time measure."""

from hypothesis import settings

settings.register_profile("reading", deadline=None)  # a busy machine fails no property
settings.load_profile("reading")
