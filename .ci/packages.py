"""Prints the packages of an extra of pyproject.toml, those of the extras it names among them."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

EXTRAS = re.compile(r"newscast\[(?P<names>[\w,]+)\]")


def packages(extras: dict[str, list[str]], name: str) -> Iterator[str]:
    for requirement in extras[name]:
        if found := EXTRAS.fullmatch(requirement):
            for other in found["names"].split(","):
                yield from packages(extras, other)
        else:
            yield requirement


def main() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sys.stdout.writelines(f"{each}\n" for each in packages(project["optional-dependencies"], sys.argv[1]))


if __name__ == "__main__":
    main()
