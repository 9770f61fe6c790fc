"""What the tracks of an MP4 are called."""

from __future__ import annotations

from collections.abc import Mapping

from newscast.base.languages.all import own_name
from newscast.base.languages.tags import three_letters
from newscast.show.model import Show


def tags(show: Show) -> Mapping[str, list[str]]:
    """Options that name the tracks of a programme with picture and sound."""
    sound = own_name(show.language)
    return {**tagged("v:0", show.language, show.name), **tagged("a:0", show.language, sound)}


def tagged(stream: str, language: str, title: str) -> dict[str, list[str]]:
    """Options that name a track of an MP4: its language in ISO 639-2, and what players list it as."""
    return {f"metadata:s:{stream}": [f"language={three_letters(language)}", f"handler_name={title}"]}
