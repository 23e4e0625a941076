"""Kept pages are tried at the small commune of the public pages: its noon, its folder, its front page."""

from tests.cms.public.conftest import at_noon, fresh_cache, media_folder, site, static_folder

__all__ = ["at_noon", "fresh_cache", "media_folder", "site", "static_folder"]
