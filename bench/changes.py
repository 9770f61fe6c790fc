"""What a change costs: a corrected story, a caption fix, nothing at all; and whether memory grows with the length."""

from __future__ import annotations

import shutil
import statistics
import sys
from pathlib import Path

from bench.episode import Episode, make_episode, make_media
from bench.measure import Cost, median, run
from bench.ours import Build, build, door
from bench.table import Row

SMALL = (320, 180)
SMALL_MEDIA_LINES = 270
LONG_SECONDS, LONG_STORIES = 1800.0, 25
SHORT_STORIES = 3
SHORT_SECONDS = SHORT_STORIES * LONG_SECONDS / LONG_STORIES
"""Stories as long as those of the long episode, so that nothing but the number of stories differs."""
CHECKED_SECONDS, CHECKED_STORIES = 240.0, 30
SCREEN_SECONDS, SCREEN_STORIES = 300.0, 10
SETTLING = 1.2
"""Seconds from a save until a watched newsroom starts the build."""
_PARTS = {
    "sound": ("voice", "speech", "synth", "mix", "master", "aac-piece", "aac-joined"),
    "pictures": ("ffmpeg", "layer", "still", "join"),
    "checks": ("measure", "glance", "listen", "digest"),
}
"""Kinds of jobs, by what a draft is made of."""


def measure(folder: Path, seconds: float, story_seconds: float) -> list[Row]:
    """Corrections of an episode at 1080p against its full build, which is made first where there is none."""
    stories = max(3, round(seconds / story_seconds))
    episode = make_episode(folder / "changed", make_media(folder / "media"), seconds, stories)
    store = folder / "store-changed"
    for old in (store, episode.folder):
        shutil.rmtree(old, ignore_errors=True)
    full = build(episode, store)
    rows = [Row("full build", full.cost, None)]
    rows += _corrected(episode, store, full, "a super's text corrected", 'title: "Bulevar 1"', 'title: "Bulevar 10"')
    caption = _caption_fix(episode, store)
    share = caption.cost.cpu / full.cost.cpu
    rows.append(Row("caption fix, sidecars (radio, tv, web)", caption.cost, share, "<=", 0.02, "of a full build"))
    rows += _drafts(episode, store)
    return rows


def _corrected(episode: Episode, store: Path, full: Build, name: str, old: str, new: str) -> list[Row]:
    """The CPU of rendering what changed, against the story's share of the episode."""
    episode.replace(old, new)
    made = build(episode, store)
    share = 1 / episode.stories
    limit = round(share + 0.02, 3)
    rendering, whole = made.rendering / full.rendering, made.cost.cpu / full.cost.cpu
    return [
        Row(f"{name}: rendering", Cost(made.rendering, made.cost.wall), rendering, "<=", limit, "of full rendering"),
        Row("  with checking, hashing, copying", made.cost, whole, note="of the full build"),
    ]


def _caption_fix(episode: Episode, store: Path) -> Build:
    """A word corrected in the copy, for the deliverables that do not burn captions into the picture."""
    episode.replace("Dirección de Obras", "Dirección General de Obras")
    return build(episode, store, "--only", "radio,tv,web")


def _drafts(episode: Episode, store: Path) -> list[Row]:
    """Drafts of one canvas: the first makes the proxies, the second has them and another text."""
    build(episode, store, "--draft", "--only", "web")
    for number in range(episode.stories):
        episode.replace(f"Avanza la obra número {number}\n", f"Termina la obra número {number}\n")
        episode.replace(f'title: "Bulevar {"10" if number == 1 else number}"', f'title: "Calle {number}"')
    second = build(episode, store, "--draft", "--only", "web")
    speed = episode.seconds / second.cost.wall
    return [Row("second draft, same clips, one canvas", second.cost, speed, ">=", 5.0, "x real time")]


def measure_screen(folder: Path, runs: int) -> list[Row]:
    """From the save of one story's copy to the draft of one deliverable in the episode's folder, clips known."""
    episode = make_episode(folder / "screen", make_media(folder / "media"), SCREEN_SECONDS, SCREEN_STORIES)
    store = folder / "store-screen"
    text = episode.rundown.read_text(encoding="utf-8")
    episode.rundown.write_text(text.replace("        voice: voz-04.wav\n", "        voice: synth\n"), encoding="utf-8")
    build(episode, store, "--draft", "--only", "web")
    recorded = _saved(episode, store, "recorded", 2, 1)
    return recorded + _saved(episode, store, "synthetic", 4, max(3, runs))


def _saved(episode: Episode, store: Path, name: str, story: int, runs: int) -> list[Row]:
    """The words of a story are changed, each time others: read by a synthetic voice it lasts another time."""
    builds = []
    for number in range(runs):
        part = episode.rundown.read_text(encoding="utf-8").split(f"  - story: nota-{story:02}\n")[1]
        copy = next(line for line in part.splitlines() if line.startswith("      - vo: "))
        episode.replace(f"{copy}\n", f"{copy.removesuffix('.')}{' y mucho más' * (number + 1)}.\n")
        builds.append(build(episode, store, "--draft", "--only", "web"))
    made = sorted(builds, key=lambda each: each.cost.wall)[len(builds) // 2]
    waited = SETTLING + made.cost.wall
    rows = [Row(f"copy of a story saved, {name} voice", made.cost, waited, "<=", 10.0, "s to the screen")]
    for part, kinds in _PARTS.items():
        cpu = sum(job.cpu for job in made.jobs if job.kind in kinds)
        if cpu:
            rows.append(Row(f"  {part}", Cost(cpu, 0), None))
    return [*rows, Row("  starting, planning, publishing", Cost(made.around, 0), None)]


def measure_long(folder: Path, runs: int) -> list[Row]:
    """Thirty minutes: nothing changed, and memory against a few. Small canvases, since pixels do not matter."""
    media = make_media(folder / "media-small", SMALL_MEDIA_LINES)
    short = make_episode(folder / "short", media, SHORT_SECONDS, SHORT_STORIES, SMALL)
    long = make_episode(folder / "long", media, LONG_SECONDS, LONG_STORIES, SMALL)
    store = folder / "store-long"
    few = build(short, folder / "store-short").cost
    many = build(long, store).cost
    rows = [
        Row(f"{SHORT_STORIES} stories in {SHORT_SECONDS / 60:.1f} minutes, full build", few, None),
        Row("30 minutes, full build", many, many.memory / few.memory, "<=", 1.1, "memory, long / short"),
    ]
    checked = make_episode(folder / "checked", media, CHECKED_SECONDS, CHECKED_STORIES, SMALL)
    return [*rows, *nothing_changed(long, store, max(5, runs)), known_media(checked, store, max(5, runs))]


def nothing_changed(episode: Episode, store: Path, runs: int) -> list[Row]:
    """A build after which nothing changed, beyond what the interpreter needs to start."""
    built, empty = [], []
    for _number in range(runs):
        empty.append(run([sys.executable, "-c", "pass"])[0])
        again = build(episode, store)
        assert again.manifest["built"]["rendered"] == 0, again.manifest["built"]  # type: ignore[index]
        built.append(again.cost)
    beyond = statistics.median(one.cpu - none.cpu for one, none in zip(built, empty, strict=True))
    waited = statistics.median(one.wall - none.wall for one, none in zip(built, empty, strict=True))
    return [
        Row("nothing changed, CPU beyond Python's", median(built), beyond, "<=", 0.5, "s"),
        Row("nothing changed, wall beyond Python's", None, waited, "<=", 0.5, "s"),
    ]


def known_media(episode: Episode, store: Path, runs: int) -> Row:
    """What `newscast check` needs for stories whose takes and graphics an earlier build has seen."""
    build(episode, store)
    command = [*door(), "check", str(episode.rundown)]
    environment = {"NEWSCAST_STORE": str(store), "NEWSCAST_LANG": "en"}
    cost = median([run(command, environment)[0] for _number in range(runs)])
    return Row(f"check of {episode.stories} stories with known media", cost, cost.cpu, "<=", 0.8, "s")
