"""Half an hour of programme from takes to WAV and MP3: how much faster than it lasts, and in how much memory.

The takes are read by espeak-ng, each another text. They are clean, so nothing is taken out of them but what every take
goes through: reducing noise is paid once a take and would only measure that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.episode import WORDS_A_SECOND, Episode
from bench.ours import Build, build
from bench.spoken import record
from bench.table import Row

_LONG, _SHORT = 1800.0, 180.0
_STORY = 72.0
_TAKES = 3
"""Takes of a story."""
_FASTER = 50.0
"""How many times faster than it lasts a programme is made on two cores, at least."""
_LISTENING = 60.0
"""The same of listening for the words of takes, on one core."""
_TELLING = 0.5
"""CPU seconds from which a kind of step is listed."""
_CORES = 2
_MORE_MEMORY = 1.1
"""The most by which ten times the length may need more memory."""
_SUBJECTS = ["la obra", "el parque", "la feria", "la calle", "el mercado", "la avenida", "la escuela", "el jardín"]
_VERBS = ["avanza", "abre", "termina", "crece", "cambia", "vuelve", "empieza", "sigue"]
_TIMES = [
    "esta semana",
    "desde el lunes",
    "por la mañana",
    "en noviembre",
    "con los vecinos",
    "sin retraso",
    "a tiempo",
]


def measure(folder: Path) -> Iterator[Row]:
    """A few minutes, then thirty, each from nothing."""
    short = _built(folder, "short", _SHORT)
    long = _built(folder, "long", _LONG)
    seconds = _lasting(long)
    lasts = seconds / long.cost.wall, seconds / long.cost.cpu
    yield Row(f"{_lasting(short) / 60:.0f} minutes to WAV and MP3", short.cost, None)
    yield Row(
        f"{seconds / 60:.0f} minutes to WAV and MP3", long.cost, lasts[0], ">=", _FASTER, "x real time by the clock"
    )
    yield Row("the same by CPU", None, lasts[1] * _CORES, ">=", _FASTER, "x real time on two idle cores")
    yield Row("memory", None, long.cost.memory / short.cost.memory, "<=", _MORE_MEMORY, "30 minutes / 3 minutes")
    yield Row(
        "listening for the words", None, _read(folder / "long") / _cpu(long, "alignment"), ">=", _LISTENING, "x a core"
    )
    kinds = sorted({job.kind for job in long.jobs}, key=lambda kind: -_cpu(long, kind))
    for kind in (kind for kind in kinds if _cpu(long, kind) >= _TELLING):
        yield Row(f"  {kind}", replace(long.cost, cpu=_cpu(long, kind), wall=0, memory=0), None)
    yield Row("  starting, planning, publishing", replace(long.cost, cpu=long.around, wall=0, memory=0), None)


def _lasting(made: Build) -> float:
    """Seconds of programme: takes are as long as they are read."""
    return float(str(made.manifest["duration"]))


def _read(root: Path) -> float:
    """Seconds of all takes, which are mono at 48 kHz in 16 bits."""
    return sum(take.stat().st_size for take in (root / "rundowns").glob("voz-*.wav")) / 96_000


def _cpu(made: Build, kind: str) -> float:
    return sum(job.cpu for job in made.jobs if job.kind == kind)


def _built(folder: Path, name: str, seconds: float) -> Build:
    episode = _episode(folder / name, seconds)
    return build(episode, folder / f"store-{name}", "--only", "radio")


def _episode(root: Path, seconds: float) -> Episode:
    """A newsroom with a radio programme of stories with recordings, music and a bed."""
    stories = round(seconds / _STORY)
    kit, rundowns = root / "assets/shows/banco", root / "rundowns"
    kit.mkdir(parents=True, exist_ok=True)
    rundowns.mkdir(exist_ok=True)
    (kit / "show.yaml").write_text("show: 1\nname: BANCO\n", encoding="utf-8")
    (root / "assets/newsroom.yaml").write_text("newsroom: 1\nname: Banco\n", encoding="utf-8")
    episode = Episode(root, seconds, stories)
    head = "rundown: 1\nshow: banco\ndate: 2026-11-20\nsegments:\n  - open: main\n"
    told = "".join(_story(number, rundowns) for number in range(stories))
    episode.rundown.write_text(f"{head}{told}  - close: main\n", encoding="utf-8")
    return episode


def _story(number: int, rundowns: Path) -> str:
    parts = ""
    for take in range(_TAKES):
        text, name = _text(number * _TAKES + take), f"voz-{number:02}-{take}.wav"
        record(rundowns / name, text)
        parts += f"      - vo: {text}\n        voice: {name}\n"
    sting = f"  - {{sting: main, slug: cortinilla-{number}}}\n" if number % 5 == 4 else ""
    return f"  - story: nota-{number:02}\n    headline: Nota número {number}\n    parts:\n{parts}{sting}"


def _text(salt: int) -> str:
    """Sentences for a take, other ones for each number."""
    count = round(_STORY / _TAKES * WORDS_A_SECOND / 9)
    said = (
        f"{_SUBJECTS[(salt + each) % 8]} {_VERBS[(salt * 3 + each * 5) % 8]} {_TIMES[(salt * 5 + each * 2) % 7]}, "
        f"dice el informe {salt + each}"
        for each in range(count)
    )
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in said)
