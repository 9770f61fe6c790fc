"""Which version of a distribution is installed, asked of the names of folders: reading their texts takes far longer."""

from __future__ import annotations

import os
import re
import sys
from functools import cache

_INFO = ".dist-info"


@cache
def version_of(distribution: str) -> str:
    """The version of the first distribution of that name on the path; `-` where there is none."""
    return _installed().get(_normal(distribution)) or _told(distribution)


@cache
def _installed() -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = [each.name for each in os.scandir(folder or ".")]
        except OSError:
            continue
        for name in names:
            if name.endswith(_INFO):
                distribution, _, version = name.removesuffix(_INFO).partition("-")
                found.setdefault(_normal(distribution), version)
    return found


def _told(distribution: str) -> str:
    """What one that was installed in another way tells of itself."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return "-"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
