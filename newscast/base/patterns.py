"""Regular expressions that are compiled when they are first used: most starts need few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """Has what a compiled pattern has, from the first time on that something of it is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._written = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._written), name)
        setattr(self, name, found)
        return found


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The same as re.compile(), later; a pattern that is wrong is told where it is first used."""
    return cast("re.Pattern[str]", _Later(text, flags))
