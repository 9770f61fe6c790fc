"""A made-up newsroom with one built episode, for the tests of the page: manifests, timelines, histories, tiny files.

Nothing is rendered: a programme holds a few bytes, unless a test gives others for its path.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newscast.base.files import write_aside
from newscast.base.records import as_json
from newscast.episode.folder import DRAFT, LOCK, json_bytes
from newscast.episode.history import Version, history_file
from newscast.episode.manifest import (
    Content,
    Counts,
    Entry,
    ListedCheck,
    ListedFile,
    Manifest,
    Quality,
    RundownFile,
    SegmentTime,
)
from newscast.episode.timeline import (
    ListedCue,
    ListedPart,
    ListedPlace,
    ListedSegment,
    ListedShot,
    ListedSound,
    ListedSuper,
    ListedTimeline,
    Listing,
)

EPISODE = "2026-11-20-noticias"
RATE = Fraction(30000, 1001)
OFFICE = """\
newsroom: 1
name: Sala de prueba
language: es-MX
timezone: America/Mexico_City
people:
  ana: {name: Ana Ruiz, role: Presentadora}
  laura: {name: Laura Díaz, role: Directora de Obras Públicas}
"""
RUNDOWN = """\
rundown: 1
show: noticias
date: 2026-11-20
air: 2026-11-20T07:00
title: Noticias del viernes
segments:
  - open: main
  - story: bacheo
    headline: Concluye el bacheo
    social: true
    parts:
      - vo: Se repararon 4,200 baches en un mes.
        voice: voz/bacheo.wav
      - sot: entrevistas/laura.mp4
        who: laura
        transcript: Trabajamos de noche.
  - story: feria
    headline: Arranca la feria
    social: true
    parts:
      - read: Buenas noches. La feria abre el sábado.
        camera: estudio/feria.mp4
  - close: main
"""
RUNDOWN_PATH = f"rundowns/{EPISODE}.yaml"
_RUNDOWN_SHA256 = hashlib.sha256(RUNDOWN.encode()).hexdigest()

SEGMENTS = (("open", "open", 60), ("bacheo", "story", 150), ("feria", "story", 75), ("close", "close", 45))
"""Slug, kind and frames; 330 frames are 11.011 s."""
WEB = ("web/a.mp4", "web/a.srt", "web/a.vtt", "web/thumbnail.jpg", "web/post.txt")
VTT = "WEBVTT\n\n1\n00:00:02.000 --> 00:00:04.000\nSe repararon 4,200 baches\nen un mes.\n"


def place(line: int, *keys: Any) -> ListedPlace:
    return ListedPlace(RUNDOWN_PATH, _RUNDOWN_SHA256, keys, line, 13)


def write_newsroom(root: Path) -> None:
    """The newsroom's own files, without an episode."""
    for path, text in {"assets/newsroom.yaml": OFFICE, RUNDOWN_PATH: RUNDOWN}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def write_episode(root: Path, contents: Mapping[str, bytes] | None = None, name: str = EPISODE) -> Path:
    """The folder of an episode: finals 1 and 2, and drafts 1 to 3; the draft is the newest that was built.

    `contents` are the bytes of files by their path in the final's folder, and in the draft's too.
    """
    folder = root / "output" / name
    for at, (each, newest) in enumerate(((folder, 2), (folder / DRAFT, 3))):
        for version in range(1, newest):
            # All that a later version leaves of it.
            history = history_file(Path(), version).as_posix()
            _write(each, {history: _made(each, version, contents, name)[1][history]})
        _write(each, _made(each, newest, contents, name)[1])
        os.utime(each / "manifest.json", (1_795_000_000 + at, 1_795_000_000 + at))
    return folder


def write_edition(
    folder: Path,
    version: int,
    contents: Mapping[str, bytes] | None = None,
    name: str = EPISODE,
    segments: Sequence[tuple[str, str, int]] = SEGMENTS,
    **more: Any,
) -> Manifest:
    """A version of an edition as a build leaves it, with its history; a draft where the folder says so.

    Of a version before, the bytes of the programmes are others. `more` replaces values of the manifest.
    """
    manifest, files = _made(folder, version, contents, name, segments, more)
    # Somebody may be reading what another version left here.
    _write(folder, {path: content for path, content in files.items() if not path.endswith(".json")})
    for path, content in files.items():
        if path.endswith(".json"):
            write_aside(folder / path, content)
    return manifest


def take_out_of_history(folder: Path, version: int, deliverable: str) -> None:
    """Leave what a version of the edition in this folder was, without a deliverable: it was not built then."""
    file = history_file(folder, version)
    then = json.loads(file.read_text(encoding="utf-8"))
    del then["manifest"]["deliverables"][deliverable]
    file.write_text(json.dumps(then), encoding="utf-8")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Each below a folder in which nobody reads it meanwhile."""
    for below in {(folder / path).parent for path in files}:
        below.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (folder / path).write_bytes(content)
    (folder / LOCK).touch()


def _made(
    folder: Path,
    version: int,
    contents: Mapping[str, bytes] | None,
    name: str,
    segments: Sequence[tuple[str, str, int]] = SEGMENTS,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> tuple[Manifest, Mapping[str, bytes]]:
    """An edition's manifest and files, from what was made before."""
    digests = tuple((path, hashlib.sha256(content).hexdigest()) for path, content in (contents or {}).items())
    key = (folder.name == DRAFT, version, digests, name, tuple(segments), repr(sorted(more.items())))
    if key not in _MADE:
        if len(_MADE) > _MOST:
            _MADE.clear()
        _MADE[key] = _edition(folder.name == DRAFT, version, contents or {}, name, segments, more)
    return _MADE[key]


_MADE: dict[object, tuple[Manifest, dict[str, bytes]]] = {}
"""The same editions are written for hundreds of tests: what was made once, by what it was made from."""
_MOST = 100


def _edition(
    draft: bool,
    version: int,
    contents: Mapping[str, bytes],
    name: str,
    segments: Sequence[tuple[str, str, int]],
    more: Mapping[str, Any],
) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest of an edition, and what its folder holds by path, the manifest last."""
    listing = Listing(timeline=1, timelines=_timelines(segments))
    files = _files(version, contents)
    entries = {target: _entry(target, files, listing) for target in ("radio", "tv", "web", "reel", "square")}
    files["timeline.json"] = json_bytes(as_json(listing))
    told = {
        "manifest": 1,
        "episode": name,
        "show": "noticias",
        "title": "Noticias del viernes",
        "date": "2026-11-20",
        "draft": draft,
        "duration": entries["web"].duration,
        "rundown": RundownFile(RUNDOWN_PATH, _RUNDOWN_SHA256, "../.."),
        "segments": entries["web"].segments,
        "deliverables": entries,
        "built": Counts(1, 1, 0, 1.0),
        "version": version,
        "sources": dict.fromkeys(entries, f"sources-{version}"),
        "lists": {"timeline.json": hashlib.sha256(files["timeline.json"]).hexdigest()},
    }
    manifest = Manifest(**{**told, **more})
    programmes = {each.path: f"key-{each.sha256[:8]}" for e in entries.values() for each in e.files if each.media}
    history = as_json(Version(1, version, manifest, listing, programmes, kept=version > 1))
    files[history_file(Path(), version).as_posix()] = json_bytes(history)
    files["manifest.json"] = json_bytes(manifest.as_json())
    return manifest, files


def _files(version: int, contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The bytes of every file, by its path."""
    programmes = ("radio/a.wav", "radio/a.mp3", "tv/a.mxf", "reel/a-bacheo.mp4", "reel/a-feria.mp4", "square/a.mp4")
    made = {path: f"{path} of version {version}".encode() for path in (*programmes, *WEB)}
    made |= {f"reel/a-{slug}-{what}": f"{slug} {what}".encode() for slug in ("bacheo", "feria") for what in _BESIDE}
    made["web/a.vtt"] = VTT.encode()
    return {**made, **{path: content for path, content in contents.items() if path in made}}


_BESIDE = ("cover.jpg", "post.txt")
_PICTURE = {"codec": "h264", "rate": "30000/1001", "scan": "progressive", "pix_fmt": "yuv420p"}
_SHAPES = {"tv": (1920, 1080), "web": (1920, 1080), "reel": (1080, 1920), "square": (1080, 1080)}
_ROLES = {"mp4": "programme", "mxf": "programme", "wav": "programme", "mp3": "programme", "srt": "captions"}
_ROLES |= {"vtt": "captions", "txt": "post"}


def _entry(target: str, files: Mapping[str, bytes], listing: Listing) -> Entry:
    of_target = {path: content for path, content in files.items() if path.startswith(f"{target}/")}
    cuts = ("bacheo", "feria") if target == "reel" else ()
    users = [f"{target}/{slug}" for slug in cuts] or [target]
    shown = [each for each in listing.timelines if set(users) & set(each.used_by)]
    seconds = float(sum(each.frames for each in shown) / RATE)
    segments = tuple(SegmentTime(s.slug, s.kind, s.start, s.duration) for s in shown[0].segments)
    checks = [ListedCheck("loudness", "pass", -16.0, -16.0, "LUFS", file=next(iter(of_target)))]
    if target == "web":
        checks.append(ListedCheck("synthetic-voice", "warn", 1, 0, message="Una voz sintética lee: feria."))
    content = Content(*(f"{target} {what}" for what in ("programme", "texts", "pictures")))
    return Entry(
        duration=seconds,
        rundown_sha256=_RUNDOWN_SHA256,
        segments=segments,
        files=tuple(_file(target, path, content, seconds) for path, content in of_target.items()),
        qc=Quality("warn" if target == "web" else "pass", tuple(checks)),
        content=content,
        sources="sources",
        cuts={slug: replace(content, programme=f"{target} {slug}") for slug in cuts},
    )


def _file(target: str, path: str, content: bytes, seconds: float) -> ListedFile:
    suffix = path.rpartition(".")[2]
    role: Any = _ROLES.get(suffix, "thumbnail" if target == "web" else "cover")
    slug = next((slug for slug in ("bacheo", "feria") if f"-{slug}" in path), None)
    media: dict[str, Any] | None = None
    if role == "programme":
        media = {"container": suffix, "audio": {"codec": "aac", "rate": 48000, "channels": 2}}
        if target in _SHAPES:
            width, height = _SHAPES[target]
            media["video"] = {**_PICTURE, "width": width, "height": height}
    digest = hashlib.sha256(content).hexdigest()
    lasts = seconds if media else None
    return ListedFile(path, role, len(content), digest, lasts, media, slug)


def _timelines(segments: Sequence[tuple[str, str, int]]) -> tuple[ListedTimeline, ...]:
    whole = _timeline(("radio", "tv", "web", "square"), segments)
    cuts = [
        _timeline((f"reel/{slug}",), [each for each in segments if each[0] == slug])
        for slug, kind, _frames in segments
        if kind == "story"
    ]
    return (whole, *cuts)


def _timeline(users: tuple[str, ...], segments: Sequence[tuple[str, str, int]]) -> ListedTimeline:
    listed, start = [], 0
    for slug, kind, frames in segments:
        listed.append(_segment(users, slug, kind, start, frames))
        start += frames
    return ListedTimeline(used_by=users, rate=str(RATE), frames=start, segments=tuple(listed))


def _segment(users: tuple[str, ...], slug: str, kind: str, start: int, frames: int) -> ListedSegment:
    parts, copy, cues, supers = _PARTS.get(slug, (((kind, frames, 7),), (), (), ()))
    listed: list[ListedPart] = []
    at = start
    for index, (part, lasts, line) in enumerate(parts):
        number = [each[0] for each in SEGMENTS].index(slug) if slug in [each[0] for each in SEGMENTS] else 0
        where = place(line, *(("segments", number, "parts", index, part) if copy else ("segments", number, kind)))
        digest = hashlib.sha256(f"{slug} {index}".encode()).hexdigest()
        listed.append(
            ListedPart(
                slug=slug, index=index, kind=part, digest=digest, start_frame=at, frames=min(lasts, frames), place=where
            )
        )
        at += lasts
    shot = ListedShot(start=0, frames=frames, picture="ClipShot", file="clips/uno.mp4", sha256="c", place=None)
    samples = frames * 48048 // 30
    sound = ListedSound(
        start=0,
        frames=frames,
        start_sample=0,
        samples=samples,
        chain="voice",
        file="voz/a.wav",
        sha256="v",
        place=None,
    )
    return ListedSegment(
        slug=slug,
        kind=kind,
        title={"bacheo": "Concluye el bacheo", "feria": "Arranca la feria"}.get(slug, slug),
        start=float(start / RATE),
        duration=float(frames / RATE),
        start_frame=start,
        frames=frames,
        parts=tuple(listed),
        shots=(shot,),
        supers=supers,
        sounds=(sound,) if copy else (),
        copy=copy,
        cues={user: cues for user in users if user.partition("/")[0] != "radio"},
    )


def _cue(start: int, end: int, line: int, *lines: str, speaker: str = "") -> ListedCue:
    return ListedCue(start=start, end=end, lines=lines, speaker=speaker, place=place(line))


_PARTS: Mapping[str, Any] = {
    "bacheo": (
        (("vo", 90, 11), ("sot", 60, 13)),
        ("Se repararon 4,200 baches en un mes.", "Trabajamos de noche."),
        (
            _cue(2, 85, 11, "Se repararon 4,200 baches", "en un mes."),
            _cue(92, 148, 15, "Trabajamos de noche.", speaker="Laura Díaz"),
        ),
        (
            ListedSuper(
                start=90,
                frames=60,
                graphic="lower-third",
                fields={"title": "Laura Díaz", "subtitle": "Directora de Obras Públicas"},
                place=place(13),
            ),
        ),
    ),
    "feria": (
        (("read", 75, 20),),
        ("Buenas noches. La feria abre el sábado.",),
        (_cue(2, 70, 20, "Buenas noches.", "La feria abre el sábado."),),
        (),
    ),
}
