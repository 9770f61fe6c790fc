"""Prints the lowest version of every dependency that pyproject.toml allows, as constraints for pip."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)\s*>=\s*(?P<lowest>[\w.]+)")
"""What the list of dependencies is made of; a requirement without a lower bound has none to try."""


def main() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = [REQUIREMENT.match(requirement) for requirement in project["dependencies"]]
    sys.stdout.writelines(f"{each['name']}=={each['lowest']}\n" for each in found if each)


if __name__ == "__main__":
    main()
