"""What the checksum beside a file says, and whether it is that of the file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

_LINE = re.compile(r"([0-9a-f]{32}) [ *]([^\n]+)\n?")


def read(path: Path, beside: Path) -> dict[str, Any]:
    """The facts. Raises ValueError where `md5sum -c` finds no line in it."""
    found = _LINE.fullmatch(path.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError("not one line as md5sum writes it")
    with beside.open("rb") as file:
        counted = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
    return {"names": [found[2]], "agrees": found[1] == counted}
