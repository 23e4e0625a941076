"""How files are made from approved ones: each recipe with its version; a new version makes every file of it anew."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """One way of making a file; ``version`` is counted up whenever the same source would give other bytes."""

    name: str
    version: int
    media_type: str


SOUND = "mp3-mono-64k"
"""For horn loudspeakers; version 2: band, presence and compression of the horn profile; 3: the
same, filtered in shorter stretches, which differs by less than can be heard."""
WEB_MP3, WEB_OPUS = "web-mp3-mono-64k", "web-opus-mono-32k"
BOARD_PICTURE = "board-jpeg-1920"
BOARD_PAGE = "board-page-1440"
"""One page of a PDF; ``about`` of its row is its number and how many there are: 2/5."""
BOARD_FILM, BOARD_CAPTIONS = "board-film-1280", "board-captions"
BOARD_FRAME = "board-frame-960x540"
"""Version 2: the same pixels as a palette."""
RECIPES = {
    recipe.name: recipe
    for recipe in (
        Recipe(name=SOUND, version=3, media_type="audio/mpeg"),
        Recipe(name=WEB_MP3, version=1, media_type="audio/mpeg"),
        Recipe(name=WEB_OPUS, version=1, media_type="audio/ogg"),
        Recipe(name=BOARD_PICTURE, version=1, media_type="image/jpeg"),
        Recipe(name=BOARD_PAGE, version=1, media_type="image/webp"),
        Recipe(name=BOARD_FILM, version=1, media_type="video/mp4"),
        Recipe(name=BOARD_CAPTIONS, version=1, media_type="text/vtt"),
        Recipe(name=BOARD_FRAME, version=2, media_type="image/png"),
    )
}


def is_known(name: str, version: int) -> bool:
    """Whether a file of this recipe and version may be served: an older one may, until the current one is ready."""
    recipe = RECIPES.get(name)
    return recipe is not None and 1 <= version <= recipe.version
