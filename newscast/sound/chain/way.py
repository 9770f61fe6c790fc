"""The way of a take through the voice chain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from newscast.sound.chain import level
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard, Settings
from newscast.sound.chain.report import write_report
from newscast.sound.chain.stages import ALWAYS, STAGES, TOGETHER
from newscast.sound.wav import Wav, open_wav
from newscast.step.step import Tools

Cut = Callable[[Path, Sequence[str]], None]
"""Writes the take as it was recorded at a path, through filters of ffmpeg at the file's own sample rate."""


def prepare(
    cut: Cut, settings: Settings, mono: bool, output: Path, tools: Tools, known: Sequence[Finding] = ()
) -> tuple[Finding, ...]:
    """Write the finished take with its report, which is also returned.

    `settings` names the stages that may act; a stage acts where it finds that it is needed. `known` is what was found
    before it was cut, and is told first.
    """

    def recut(filters: Sequence[str]) -> Wav:
        again = tools.scratch / "recut.wav"
        cut(again, filters)
        return open_wav(again)

    raw = tools.scratch / "raw.wav"
    cut(raw, ())
    heard = Heard(open_wav(raw), settings, mono, tools, recut)
    findings = list(known)
    for stage in STAGES:
        if stage.NAME not in ALWAYS and TOGETHER.get(stage.NAME, stage.NAME) not in settings:
            continue
        finding = stage.measure(heard)
        if finding is not None:
            before = heard.wav.path
            heard = heard.treated(stage.treat(heard, finding), tools.scratch / f"{stage.NAME}.wav")
            before.unlink(missing_ok=True)
            findings.append(finding)
    found = level.finish(heard, output)
    findings += [found] if found else []
    write_report(output, findings)
    return tuple(findings)
