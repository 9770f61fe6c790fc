"""New versions of the made-up episode, in which some contents are others, for the tests of approval."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from review_making import EPISODE

from newscast.base.records import as_json, read_record
from newscast.episode.folder import DRAFT, write_json
from newscast.episode.history import Version, history_file
from newscast.episode.manifest import Content, Entry, ListedCheck, ListedProblem, Manifest, Quality, known_manifest
from newscast.episode.timeline import Listing

FAILED = ListedCheck("loudness", "fail", -9.0, -16.0, "LUFS")
MISSING = ListedProblem("file-missing", "rundowns/a.yaml", 3, 5, "No está entrevistas/laura.mp4.", "")


def folder_of(root: Path, draft: bool) -> Path:
    return root / "output" / EPISODE / (DRAFT if draft else "")


def publish(
    root: Path,
    draft: bool,
    contents: Mapping[str, str | None] | None = None,
    failed: Sequence[str] = (),
    **more: Any,
) -> Manifest:
    """The next version of the episode's draft or final, built last: `contents` are programmes by deliverable (None:
    something is missing), `web texts` the texts of web; in the others everything is as before. `failed` fail a check.
    """
    folder = folder_of(root, draft)
    before = known_manifest(folder)
    assert before
    changes = dict(contents or {})
    entries = {name: _entry(name, entry, changes, name in failed) for name, entry in before.deliverables.items()}
    now = replace(before, version=before.version + 1, deliverables=entries, **more)
    write_json(folder / "manifest.json", now.as_json())
    times = [each.stat().st_mtime_ns for each in (root / "output" / EPISODE).rglob("manifest.json")]
    os.utime(folder / "manifest.json", ns=(max(times) + 10**9,) * 2)
    listing = read_record(Listing, json.loads((folder / "timeline.json").read_text(encoding="utf-8")))
    write_json(history_file(folder, now.version), as_json(Version(1, now.version, now, listing, {}, True)))
    return now


def _entry(name: str, entry: Entry, changes: Mapping[str, str | None], fails: bool) -> Entry:
    content = _content(entry.content, changes.get(name, ""), changes.get(f"{name} texts"))
    cuts = {slug: _content(each, changes.get(f"{name}/{slug}", ""), None) for slug, each in entry.cuts.items()}
    checks = tuple(each for each in entry.qc.checks if each.verdict != "fail")
    quality = Quality("fail", (*checks, FAILED)) if fails else Quality("pass", checks)
    return replace(entry, content=content, cuts=cuts, qc=quality)


def _content(before: Content | None, programme: str | None, texts: str | None) -> Content | None:
    if programme is None:
        return None
    now = before or Content("p", "t", "i")
    now = replace(now, programme=programme or now.programme)
    return replace(now, texts=texts) if texts else now
