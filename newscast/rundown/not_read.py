"""What a part lacks because a line of it is no YAML and was not read: the line alone is told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newscast.base.errors import Problem


def told_once(problems: Iterable[Problem], path: Path) -> list[Problem]:
    """The problems of the rundown at `path` without the voices that lines below their texts may name, which are no
    YAML: of each such line the nearest one."""
    found = list(problems)
    here = [
        (each.code, each.place.line) for each in found if each.place and each.place.file == path and not each.warning
    ]
    voiceless = [line for code, line in here if code == "voice-missing"]
    broken = [line for code, line in here if code.startswith("yaml")]
    lost = {max(above) for line in broken if (above := [each for each in voiceless if each < line])}
    return [each for each in found if each.code != "voice-missing" or not each.place or each.place.line not in lost]
