"""What a tag tells, as FLAC has it: Vorbis comments, a picture, and chapters as comments of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newscast.wrappers.id3.tags import Tags

_FRONT_COVER = 3


def write_comments(path: Path, tags: Tags) -> None:
    """Put them into a FLAC file, in place of what is there."""
    from mutagen import flac

    known: Any = flac
    file = known.FLAC(str(path))
    file.delete()
    for name, text in _comments(tags).items():
        if text:
            file[name] = text
    file.clear_pictures()
    if tags.cover:
        picture = known.Picture()
        picture.type, picture.data = _FRONT_COVER, tags.cover
        picture.mime = "image/png" if tags.cover.startswith(b"\x89PNG") else "image/jpeg"
        file.add_picture(picture)
    file.save()


def _comments(tags: Tags) -> dict[str, str]:
    fields = {
        "TITLE": tags.title,
        "ARTIST": tags.artist,
        "ALBUM": tags.album,
        "DATE": tags.date,
        "LANGUAGE": tags.language,
        "GENRE": tags.genre,
        "COMMENT": tags.comment,
    }
    for number, chapter in enumerate(tags.chapters, 1):
        minutes, rest = divmod(chapter.start, 60_000)
        clock = f"{minutes // 60:02}:{minutes % 60:02}:{rest / 1000:06.3f}"
        fields |= {f"CHAPTER{number:03}": clock, f"CHAPTER{number:03}NAME": chapter.title}
    return fields
