"""Fails unless two manifests list the same files with the same bytes.

python .ci/same.py MANIFEST MANIFEST
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    here, there = map(_sums, sys.argv[1:3])
    different = [path for path in sorted({*here, *there}) if here.get(path) != there.get(path)]
    if different or not here:
        sys.exit(f"Not the same bytes: {', '.join(different) or 'no files at all'}")
    print(f"The same bytes in {len(here)} files.")


def _sums(manifest: str) -> dict[str, str]:
    entries = json.loads(Path(manifest).read_text(encoding="utf-8"))["deliverables"].values()
    return {file["path"]: file["sha256"] for entry in entries for file in entry["files"]}


if __name__ == "__main__":
    main()
