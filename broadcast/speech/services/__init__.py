"""Voice services over HTTP, each told in one recipe and spoken to by one client."""

from broadcast.speech.services.presets import RECIPES
from broadcast.speech.services.service import ServiceVoice, configured, name_of

__all__ = ["RECIPES", "ServiceVoice", "configured", "name_of"]
