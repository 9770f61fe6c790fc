"""The demo rundown, broken by chance dozens of times: checking it answers 0 or 1, never anything else."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.cli.main import run

pytestmark = pytest.mark.real

REPOSITORY = Path(__file__).parents[2]
ROUNDS = 50
VALUES = ("[]", "{}", "~", "''", "0", "-1", "1e999", ".nan", "true", "{a: b}", "[[a]]", "&x y", "*x", "2026-13-40")
VALUES += (
    "99:99",
    "1s",
    "0.0001s",
    "-3dB",
    "🎉",
    "demo/bulevar.jpg",
    "../demo.yaml",
    "a" * 400,
    "[0.5, 7]",
    "none",
    "synth",
)
SIGNS = "\t :-,#&*!|>'\"%@`[]{}?~\\\0\ufeff\u00a0\x85ñ0\n"


def change_value(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    at = chance.choice([number for number, line in enumerate(lines) if ": " in line] or [0])
    key, colon, _value = lines[at].partition(": ")
    lines[at] = f"{key}{colon}{chance.choice(VALUES)}\n"
    return "".join(lines)


def swap_words(text: str, chance: random.Random) -> str:
    words = re.findall(r"[\w./-]+", text)
    return text.replace(chance.choice(words), chance.choice(words), 1) if words else text


def drop_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return "".join(lines)


def move_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    return "".join(lines)


def repeat_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return "".join(lines)


def insert_sign(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(SIGNS) + text[at:]


def change_number(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"\d+(\.\d+)?", text))
    number = chance.choice(found)
    return text[: number.start()] + chance.choice(("0", "1", "99", "-5", "0.001", "100000")) + text[number.end() :]


MUTATIONS = (change_value, change_value, swap_words, drop_line, move_line, repeat_line, insert_sign, change_number)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, acquainted: Callable[[Path, Path], Path]) -> Path:
    """The repository's own newsroom, copied; its store knows the usual ffmpeg."""
    root = tmp_path_factory.mktemp("demo").resolve()
    for folder in ("assets", "rundowns"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    acquainted(root / "store", root)
    return root


@pytest.fixture
def demo(copied: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(copied)
    monkeypatch.setenv("NEWSCAST_STORE", str(copied / "store"))
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    return copied


def test_the_demo_is_good(demo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "rundowns/demo.yaml"]) == 0
    assert "warning" not in capfd.readouterr().err


@pytest.mark.slow
def test_a_mutation_is_fine_or_refused(demo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(20)
    good = (demo / "rundowns/demo.yaml").read_text(encoding="utf-8")
    answers = {0: 0, 1: 0}
    for number in range(ROUNDS):
        text = good
        for _time in range(chance.choice((1, 1, 2, 3))):
            text = chance.choice(MUTATIONS)(text, chance)
        (demo / "rundowns/roto.yaml").write_text(text, encoding="utf-8")
        code = run(["check", "rundowns/roto.yaml"])
        said = capfd.readouterr().err
        assert code in answers, (number, code, said, text)
        assert "Traceback" not in said, said
        if code == 1:
            errors = [line for line in said.splitlines() if ": warning: " not in line]
            assert errors and all(re.match(r"[\w/.-]+:\d+:\d+: \S", line) for line in errors), (said, text)
        answers[code] += 1
    assert min(answers.values()) > ROUNDS // 10, answers
    assert not (demo / "output").exists()
