"""Names of files that an episode cannot have are told before anything is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.build import composing
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.build.stages import Probed
from newscast.deliverables.base import products_of

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [canal4]
segments:
  - story: uno
    headline: Uno
    parts: [{vo: Hola a todos ustedes., voice: synth, pictures: foto.jpg}]
"""
OFFICE = "stations:\n  canal4: {kind: tv, name: avancé}\n"


@pytest.mark.parametrize("alike", [str.upper, str, lambda path: path.replace("é", "e\u0301")])
def test_files_of_one_name_are_refused_at_the_pattern_of_the_station(
    sala: Any, monkeypatch: pytest.MonkeyPatch, alike: Callable[[str], str]
) -> None:
    """On some disks capitals make no difference, or how an accent is spelled."""
    office = sala.root / "assets/newsroom.yaml"
    office.write_text(office.read_text() + OFFICE, encoding="utf-8")
    (episode,) = examine([sala.write(TEXT)], Options())
    assert rehearse(episode).pieces

    def doubled(cut: Any) -> list[Any]:
        first, *others = products_of(cut)
        return [first, *others, replace(first, path=alike(first.path))]

    monkeypatch.setattr(composing, "products_of", doubled)
    with pytest.raises(FilesError, match=r"Two files of “canal4” would be called") as caught:
        rehearse(episode)
    (problem,) = caught.value.problems
    assert problem.code == "station-name"
    assert problem.place and problem.place.keys == ("stations", "canal4", "name")


@pytest.mark.parametrize("look", [rehearse, sketched], ids=["build", "check"])
def test_a_name_that_no_disk_takes_is_told_where_it_is_written_before_anything_is_made(
    sala: Any, look: Callable[[Probed], object]
) -> None:
    """The longest name that disks take is taken; that of one byte more is not."""
    slug = "a" * (255 - len("hoy--cover.jpg"))
    text = TEXT.replace("[canal4]", "[radio, reel]").replace("story: uno", f"story: {slug}\n    social: true")
    (fits,) = examine([sala.write(text)], Options())
    assert look(fits)
    (long,) = examine([sala.write(text.replace(slug, f"{slug}a"))], Options())
    with pytest.raises(FilesError, match="256 bytes") as caught:
        look(long)
    (problem,) = caught.value.problems
    assert problem.code == "file-name" and problem.place and problem.place.line == 6
