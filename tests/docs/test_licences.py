"""The pages on licences name every package that newscast depends on, with the licence that the package itself tells."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["docs/licences.md", "docs/es/licences.md"]
FAMILIES = {
    "LGPL": r"LGPL|Lesser General Public",
    "GPL": r"\bGPL|\bGNU General Public",
    "MPL": r"\bMPL\b|Mozilla",
    "OFL": r"OFL|Open Font",
    "Apache": "Apache",
    "BSD": "BSD|Redistribution and use in source and binary",
    "PSF": "PSF|Python Software Foundation",
    "MIT": r"\bMIT\b|Permission is hereby granted, free of charge",
}


def families(text: str) -> set[str]:
    return {name for name, pattern in FAMILIES.items() if re.search(pattern, text)}


def dependencies() -> Iterator[str]:
    """The names of all packages in pyproject.toml, those of the extras too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for group in (project["dependencies"], *project["optional-dependencies"].values()):
        for line in group:
            found = re.match(r"[\w.-]+", line)
            if found and found[0] != project["name"]:
                yield found[0]


def told_on(page: str) -> dict[str, str]:
    """What a page says of the licence of each package: in a row of its table, or in brackets behind its name."""
    text = (ROOT / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w.-]+)`[^|]*\| ([^|]+) \|", text, flags=re.M)
    return {**dict(re.findall(r"`([\w.-]+)` \(([A-Z][^)]+)\)", text)), **dict(rows)}


def told_by(package: Distribution) -> set[str]:
    """The families of the licence that a package has by its own word; of many, by the text it brings."""
    data = package.metadata
    classifiers = [each for each in data.get_all("Classifier") or [] if each.startswith("License ::")]
    said = families(" ".join([data.get("License-Expression") or "", (data.get("License") or "")[:99], *classifiers]))
    if said:
        return said
    texts = [Path(str(file.locate())) for file in package.files or () if re.search(r"licen[cs]e", file.name, re.I)]
    return families(texts[0].read_text(encoding="utf-8")) if texts else set()


@pytest.mark.parametrize("page", PAGES)
def test_every_package_is_named(page: str) -> None:
    assert set(told_on(page)) == set(dependencies())


@pytest.mark.parametrize("page", PAGES)
def test_licences_are_those_that_packages_tell(page: str) -> None:
    told, wrong, looked = told_on(page), {}, 0
    for name in dependencies():
        try:
            said = told_by(distribution(name))
        except PackageNotFoundError:
            continue
        looked += bool(said)
        if not said <= families(told[name]):
            wrong[name] = said
    assert wrong == {}
    assert looked > 20


@pytest.mark.parametrize("page", ["README.md", "README.es.md"])
def test_the_readme_says_which_parts_are_under_the_gpl(page: str) -> None:
    last = (ROOT / page).read_text(encoding="utf-8").split("[MIT](LICENSE)")[1]
    assert all(
        word in last for word in ("GPL", "imageio-ffmpeg", "espeak-ng", "mutagen", "Source Sans Pro", "licences.md")
    )
