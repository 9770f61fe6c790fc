"""What nobody noticed is said by `check`, and by `build` before it prepares anything, in the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import newscast
from newscast.build.pipeline import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.cli import new
from newscast.cli.main import run
from newscast.engine.engine import Engine

YESTERDAY = """\
rundown: 1
show: chica
date: 2026-11-19
segments:
  - story: museo
    headline: Abre el museo
    parts: [{vo: Abre mañana., voice: voz.wav, pictures: [foto.jpg]}]
"""
TODAY = """\
rundown: 1
show: chica
date: 2026-11-20
title: Noticias del jueves
deliverables: [web, reel]
segments:
  - story: museo
    from: 2026-11-19-chica.yaml
  - story: uno
    headline: "*Uno*"
    parts:
      - {sot: camara.mp4, who: laura, transcript: Sí., trim: false, skip: [reel]}
      - sot: charla.mp4
  - story: dos
    headline: Dos
    parts:
      - {sot: camara.mp4, transcript: Sí., cover: [{file: mudo.mp4, at: 0.5s, for: 2s}]}
      - {card: figures, items: [1 museo], title: Cifras}
      - {vo: Hola., voice: spot.wav, pictures: [{file: mudo.mp4, in: 0s, out: 0.5s}]}
"""
EXPECTED = [
    "show.yaml:7:18: warning: Numbers are not written in `accent`",
    "2026-11-18-chica.yaml:3:7: warning: The date is 2026-11-20, and the file is named after 2026-11-18.",
    "2026-11-18-chica.yaml:4:8: warning: The title says “jueves”",
    "2026-11-18-chica.yaml:8:11: warning: “museo” was written for 2026-11-19 and says “mañana”: “Abre mañana.”",
    "2026-11-18-chica.yaml:10:15: warning: “*Uno*” would be shown with its marks",
    "2026-11-18-chica.yaml:13:9: warning: Nobody says who speaks here, so no name is shown.",
    "2026-11-18-chica.yaml:13:9: warning: What is said here is not written down",
    "2026-11-18-chica.yaml:12:9: warning: “Laura Díaz” is on screen for 1.5 s only",
    "2026-11-18-chica.yaml:17:52: warning: This cover would last 1.0 s longer than its part",
    "2026-11-18-chica.yaml:19:9: warning: The pictures last 0.5 s less than the voice",
]
"""And where the second one without a name is."""
ACCENT = 'colors: {accent: "#0b4f7a"}\n'


def said(capfd: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    run([*arguments])
    return [line for line in capfd.readouterr().err.splitlines() if ": warning: " in line]


def test_check_and_build_say_what_nobody_noticed(
    sala: Any, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sala.kit(ACCENT)
    sala.write(YESTERDAY, "2026-11-19-chica")
    name = sala.write(TODAY, "2026-11-18-chica").relative_to(sala.root)
    told = said(capfd, "check", str(name))
    assert [words for words in EXPECTED if not any(words in each for each in told)] == []
    assert [each for each in told if not any(words in each for words in EXPECTED)] == []

    def works(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Engine, "make", works)
    assert said(capfd, "build", str(name)) == told


def test_the_demo_has_nothing_to_notice(sala: Any) -> None:
    demo = Path(newscast.__file__).parents[1] / "rundowns/demo.yaml"
    (episode,) = examine([demo], Options())
    assert [*episode.warnings, *rehearse(episode).remarks] == []


@pytest.mark.parametrize("tongue", ["es", "en"])
def test_a_new_newsroom_has_nothing_to_notice(tongue: str, sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", tongue)
    office = sala.root.parent / "nueva"
    office.mkdir()
    monkeypatch.chdir(office)
    assert CliRunner().invoke(new.command, ["info-leon"]).exit_code == 0
    (episode,) = examine(list(Path("rundowns").glob("*.yaml")), Options())
    assert [*episode.warnings, *rehearse(episode).remarks] == []
