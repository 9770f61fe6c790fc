"""What `newscast build` says of its work: to people, and on standard output to programs that ask."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newscast.base.errors import Problem
from newscast.base.files import near
from newscast.base.i18n import _
from newscast.base.sizes import size_text
from newscast.base.timecode import clock
from newscast.build.request import Built
from newscast.cli.events import Events, ReaderGoneError
from newscast.cli.outcome import outcome_of
from newscast.cli.report import errors_json, json_line, print_problems, timing
from newscast.cli.showing import teller_for
from newscast.engine.progress import Teller
from newscast.picture.faces.unsought import unsought_words
from newscast.qc.names import name_of
from newscast.show.deliverables import SHARE

_EASE = ("mp4", "mxf", "mp3", "wav")
"""Containers of programmes, what everybody can look at first."""

__all__ = ["EventReport", "ManifestReport", "ReaderGoneError", "Report"]


class Report:
    """For people: everything is said on standard error. `only` names the deliverables that were asked for, if some."""

    def __init__(self, verbose: bool, only: Collection[str] = ()) -> None:
        self._verbose = verbose
        self._only = only
        self.teller = self._teller()

    def warn(self, problems: Sequence[Problem]) -> None:
        if problems:
            self.teller.close()
            print_problems(problems)

    def built(self, built: Built) -> None:
        """An episode is done."""
        if not built.stood:
            self.stands(built)
        self.teller.close()
        if share := built.manifest.get(SHARE):
            print_share(share, self._verbose)

    def stands(self, built: Built) -> None:
        """It is in its folder; small copies may still be made of it."""
        self.teller.close()
        manifest = built.manifest
        form = _("{folder}: {duration}, {rendered} of {steps} steps rendered in {seconds} s.")
        numbers = {name: manifest["built"][name] for name in ("rendered", "steps", "seconds")}
        shown = foremost(manifest["deliverables"], self._only)
        duration = timing(shown.duration, None if shown.slug else built.slot)
        print(form.format(folder=near(built.folder), duration=duration, **numbers), file=sys.stderr)
        for name, entry in manifest["deliverables"].items():
            print_deliverable(name, entry, self._verbose)
        if any(map(_is_seen, manifest["deliverables"].values())) and (said := unsought_words()):
            print(said, file=sys.stderr)
        print(_("Open first: {path}").format(path=near(built.folder / shown.path)), file=sys.stderr)

    def ended(self, error: BaseException) -> None:
        """The build ends with an error, of which the command itself says what there is to say to people."""

    def close(self) -> None:
        """There is no more to say."""
        self.teller.close()

    def _teller(self) -> Teller:
        return teller_for(sys.stderr)


class ManifestReport(Report):
    """The manifests on standard output too, or the errors."""

    def built(self, built: Built) -> None:
        _print_json(json_line(built.manifest))
        super().built(built)

    def ended(self, error: BaseException) -> None:
        _print_json(errors_json(outcome_of(error).problems))


class EventReport(Report):
    """All that happens on standard output too."""

    def warn(self, problems: Sequence[Problem]) -> None:
        super().warn(problems)
        self._events.problems(problems)

    def stands(self, built: Built) -> None:
        super().stands(built)
        self._events.built(built)

    def built(self, built: Built) -> None:
        super().built(built)
        if SHARE in built.manifest:
            self._events.shared(built)

    def ended(self, error: BaseException) -> None:
        outcome = outcome_of(error)
        if self._verbose and outcome.log:
            print(outcome.log, file=sys.stderr)
        self._events.problems(outcome.problems)

    def close(self) -> None:
        self._events.finish()

    def _teller(self) -> Teller:
        self._events = Events(sys.stdout.fileno())
        return self._events


def _print_json(text: str) -> None:
    """At once, so that a reader who left is noticed. Raises ReaderGoneError."""
    try:
        print(text, flush=True)
    except BrokenPipeError as error:
        # What could not be written is still held, and would be written once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ReaderGoneError from error


@dataclass(frozen=True)
class Foremost:
    """The file of an episode that somebody looks at first: its path in the folder, its seconds, its story if of one."""

    path: str
    duration: float
    slug: str | None


def foremost(entries: Mapping[str, Any], only: Collection[str] = ()) -> Foremost:
    """Among what was asked for and is not outdated: a video that everybody can play, else any video, else sound."""
    asked = [entry for name, entry in entries.items() if name in only or not only]
    listed = [each for each in asked if not each.get("outdated")] or asked or list(entries.values())
    files = [(file, entry) for entry in listed for file in entry["files"] if file["role"] == "programme"]
    file, entry = min(files, key=lambda each: _ease(each[0]))
    # A block is not all of it; the cut of a story is all there is of that.
    lasts = file.get("duration", entry["duration"]) if file.get("slug") else entry["duration"]
    return Foremost(file["path"], lasts, file.get("slug"))


def _is_seen(entry: Any) -> bool:
    """Whether a deliverable has pictures."""
    return any((file.get("media") or {}).get("video") for file in entry["files"])


def _ease(file: Any) -> int:
    container = (file.get("media") or {}).get("container")
    return _EASE.index(container) if container in _EASE else len(_EASE)


def _programmes(entry: Any) -> list[str]:
    return [file["path"] for file in entry["files"] if file["role"] == "programme"]


def print_deliverable(name: str, entry: Any, verbose: bool) -> None:
    """Its verdict on standard error, and the checks that it did not pass; all of them where `verbose`."""
    words = {"pass": _("passed"), "warn": _("passed with warnings"), "fail": _("FAILED")}
    if entry.get("outdated"):
        from newscast.watch.telling.phrases import some_of

        said = _("outdated: what it was made from has changed, build it again")
        files = some_of(_programmes(entry))
        print(f"  {name}{f' ({files})' if files else ''}: {said}", file=sys.stderr)
        return
    print(f"  {name}: {words[entry['qc']['verdict']]}", file=sys.stderr)
    print_checks(name, entry["qc"]["checks"], verbose)


def print_share(share: Any, verbose: bool) -> None:
    """The files that are to be sent, with their sizes, and what their checks found as above."""
    for file in share["files"]:
        print(f"  {file['path']}: {size_text(file['bytes'])}, {clock(file['duration'])}", file=sys.stderr)
    print_checks(SHARE, share["qc"]["checks"], verbose)


def print_checks(name: str, checks: Any, verbose: bool) -> None:
    """The checks that something called `name` did not pass, what is said of several files once; all of them where
    `verbose`."""
    verdicts = {"pass": _("passed"), "warn": _("warning"), "fail": _("FAILED")}
    files: dict[str, list[str]] = {}
    for check in checks:
        if verbose or check["verdict"] != "pass":
            text = check.get("message") or _measured(check)
            said = ": ".join((name_of(check["check"]), verdicts[check["verdict"]], text))
            files.setdefault(said, []).append(check.get("file", name))
    for said, told in files.items():
        print(f"    {', '.join(told)}: {said}", file=sys.stderr)


def _measured(check: Any) -> str:
    """What was measured, with its unit."""
    return " ".join([*_values(check.get("measured")), check.get("unit", "")]).strip()


def _values(value: Any) -> list[str]:
    """What is in a value, however deep: of a mapping what its keys name."""
    if isinstance(value, dict):
        value = list(value.values())
    return [text for each in value for text in _values(each)] if isinstance(value, list) else [str(value)]
