"""`newscast script` prints who reads what and when, what a prompter needs, or one HTML file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newscast.base.errors import FilesError, UsageError
from newscast.cli import script

RUNDOWN = """\
rundown: 1
show: info-leon
date: 2026-11-20
air: 2026-11-20T07:00
title: INFO <LEÓN>
slot: 1m
deliverables: [radio, web]
presenters: [ana, luis]
segments:
  - open: main
  - story: bacheo
    headline: Concluye el bacheo
    department: Obras Públicas
    parts:
      - vo: Se repararon 4,200 baches en 38 colonias de la ciudad, y la SAPAL lo celebra con todos los vecinos.
        voice: synth
      - sot: laura.mp4
        who: laura
        transcript: Trabajamos de noche, todos los días de la semana, para no afectar el tránsito de la ciudad.
      - read: Y así lo vimos.
        voice: synth
        by: luis
      - card: figures
        title: En un mes
        items: ["4,200 baches"]
        duration: 5s
  - story: floja
    float: true
    headline: No sale
    parts: [{vo: Esto no se lee., voice: synth}]
people:
  ana: {name: Ana Ruiz}
  luis: {name: Luis Mora}
  laura: {name: Laura Díaz, role: Directora}
say: {SAPAL: sapal}
"""


@pytest.fixture
def rundown(tmp_path: Path, known_ffmpeg: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    (tmp_path / "store").mkdir()
    shutil.copy(known_ffmpeg / "ffmpeg.json", tmp_path / "store")
    (tmp_path / "assets/shows/info-leon").mkdir(parents=True)
    path = Path("rundowns/2026-11-20-info-leon.yaml")
    path.parent.mkdir()
    path.write_text(RUNDOWN, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(script.command, [str(each) for each in arguments])


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [" ".join(line.split()) for line in result.stdout.splitlines() if line.strip()]


def test_a_card_of_the_headlines_that_is_silent_says_what_is_on_it(rundown: Path) -> None:
    text = RUNDOWN.replace(
        "  - story: bacheo\n", "  - headlines: [bacheo]\n  - story: bacheo\n    tease: Listas, 38 colonias.\n"
    )
    rundown.write_text(text, encoding="utf-8")
    assert any("Listas, 38 colonias." in line for line in lines(run(rundown)))


def test_the_script_has_times_people_and_cues(rundown: Path) -> None:
    told = lines(run(rundown))
    assert told[0] == "INFO <LEÓN>" and told[1].startswith("Friday, November 20, 2026 · on the air at 07:00 · 0:")
    text = "\n".join(told)
    (spoken,) = (each for each in told if "Ana Ruiz" in each)
    assert re.match(r"07:00:\d\d · ≈ [\d.]+ s · \d+ words/min Ana Ruiz · Voice over pictures$", spoken)
    assert "Se repararon 4,200 baches en 38 colonias" in text and "la SAPAL" in text
    assert "Laura Díaz · Sound on tape · laura.mp4" in text
    assert "In: Trabajamos de noche, todos los días de la …" in text
    assert "Out: … la semana, para no afectar el tránsito de la ciudad." not in text and "Out: …" in text
    assert "En un mes · 4,200 baches" in text and "Esto no se lee." not in text and "No sale" not in text
    # What is shown by itself is a cue: the names of those who speak.
    assert "Laura Díaz · Directora" in text
    head = next(each for each in told if each.startswith("Concluye el bacheo"))
    start, latest = re.findall(r"07:\d\d:\d\d", head)
    assert latest > start, "there is time left of the slot"


def test_one_presenters_script_has_the_others_short(rundown: Path) -> None:
    for who in ("luis", "Luis Mora", "LUIS"):
        text = "\n".join(lines(run(rundown, "--for", who)))
        assert "Y así lo vimos." in text and "Se repararon 4,200 baches en … celebra con todos los vecinos." in text
    result = run(rundown, "--for", "laura mora")
    assert isinstance(result.exception, UsageError) and "Nobody called “laura mora”" in str(result.exception)


def test_a_prompter_gets_only_what_is_read_as_it_is_said(rundown: Path) -> None:
    assert lines(run(rundown, "--prompter")) == [
        "[ANA RUIZ]",
        "Se repararon cuatro mil doscientos baches en treinta y ocho colonias de la ciudad, y la sapal lo celebra"
        " con todos los vecinos.",
        "[LUIS MORA]",
        "Y así lo vimos.",
    ]
    assert lines(run(rundown, "--prompter", "--for", "luis")) == ["Y así lo vimos."]


def test_a_prompters_text_is_no_html(rundown: Path) -> None:
    asked = run(rundown, "--prompter", "--html", "guion.html")
    assert isinstance(asked.exception, UsageError) and not Path("guion.html").exists()


def test_the_html_needs_nothing_else_and_keeps_texts_texts(rundown: Path) -> None:
    assert lines(run(rundown, "--html", "guion.html")) == ["guion.html"]
    html = Path("guion.html").read_text(encoding="utf-8")
    assert "INFO &lt;LEÓN&gt;" in html and "<LEÓN>" not in html and "Se repararon 4,200 baches" in html
    assert not re.search(r'(src|href)="', html) and "url(" not in html and "<script" not in html
    assert "counter(page)" in html and "size: A4" in html


def test_another_deliverable_and_what_is_wrong(rundown: Path) -> None:
    rundown.write_text(
        RUNDOWN.replace("        by: luis\n", "        by: luis\n        skip: [radio]\n"), encoding="utf-8"
    )
    assert "Y así lo vimos." not in run(rundown, "--only", "radio").stdout
    assert "Y así lo vimos." in run(rundown).stdout
    rundown.write_text(RUNDOWN.replace("headline: Concluye", "headlin: Concluye"), encoding="utf-8")
    assert isinstance(run(rundown).exception, FilesError)
