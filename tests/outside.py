"""What two programs that know nothing of newscast say of files: mediainfo and mediaconch."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import pytest
from faults import Fault, Field

NEEDED = pytest.mark.skipif(
    not (shutil.which("mediainfo") and shutil.which("mediaconch")), reason="mediainfo or mediaconch is not installed"
)
BEYOND_POLICIES = {
    "ChromaSubsampling_Original",
    "Audio_Format_List",
    "Audio_Language_List",
    "IsTruncated",
    "bext_Present",
    "bext_Version",
    "MD5_Unencoded",
    "mdhd_Duration",
}
"""Fields that mediainfo shows and policies of mediaconch do not reach."""
_SPACE = "{https://mediaarea.net/mediaconch}"


def mediainfo(files: Iterable[Path]) -> list[dict[Field, str]]:
    """What it says of each file; of several tracks of one kind a line each."""
    command = ["mediainfo", "--Output=JSON", "--Full", *map(str, files)]
    said = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    listed = said if isinstance(said, list) else [said]
    return [_fields(each["media"]["track"]) for each in listed]


def mediaconch(policy: str, files: Sequence[Path], folder: Path) -> dict[Path, set[Field]]:
    """The fields by which it refuses each file under this policy."""
    rules = folder / "policy.xml"
    rules.write_text(policy)

    def refused(number: int, file: Path) -> set[Field]:
        # Two that share a folder for what they remember wait for each other for ever.
        home = folder / f"home-{number}"
        home.mkdir()
        command = ["mediaconch", "-p", rules, "-fx", file]
        done = subprocess.run(
            command, capture_output=True, check=True, timeout=60, env={**os.environ, "HOME": str(home)}
        )
        found = ElementTree.fromstring(done.stdout).iter(f"{_SPACE}rule")
        return {(each.get("tracktype", ""), each.get("value", "")) for each in found if each.get("outcome") != "pass"}

    # It sleeps for most of the time that it takes.
    with ThreadPoolExecutor(12) as pool:
        return dict(zip(files, pool.map(refused, range(len(files)), files), strict=True))


def policy_of(wanted: Mapping[Field, str | None]) -> str:
    """A policy of mediaconch that asks each track of a kind for these values; None for what shall not be there."""
    rules = "".join(
        f"<rule name={quoteattr('/'.join(field))} value={quoteattr(field[1])} tracktype={quoteattr(field[0])} "
        + ('operator="must not exist"/>' if value is None else f'operator="=">{escape(value)}</rule>')
        for field, value in wanted.items()
    )
    return f'<?xml version="1.0"?><policy type="and" name="delivery" license="CC0-1.0+">{rules}</policy>'


def see(good: Path, faults: Sequence[Fault], folder: Path) -> None:
    """Both programs take the good file, and show each fault in its field, where they have one for it."""
    seen = {fault: folder / f"{fault.rule}{good.suffix}" for fault in faults if fault.seen}
    for fault, file in seen.items():
        file.write_bytes(fault.patch(good.read_bytes()))
    fine, *broken = mediainfo([good, *seen.values()])
    unseen = [
        fault.rule for fault, fields in zip(seen, broken, strict=True) if fine.get(fault.seen) == fields.get(fault.seen)
    ]
    assert unseen == [], unseen
    # A policy is content with one track of several.
    shown = {
        fault: fine.get(fault.seen, "").split("\n")
        for fault, fields in zip(seen, broken, strict=True)
        if fault.seen[1] not in BEYOND_POLICIES
        and not set(fields.get(fault.seen, "").split("\n")) & set(fine.get(fault.seen, "").split("\n"))
    }
    policy = policy_of({fault.seen: values[0] or None for fault, values in shown.items()})
    refused = mediaconch(policy, [good, *(seen[fault] for fault in shown)], folder)
    assert refused[good] == set(), refused[good]
    passed = [fault.rule for fault in shown if fault.seen not in refused[seen[fault]]]
    assert passed == [], passed


def _fields(tracks: list[dict[str, object]]) -> dict[Field, str]:
    found: dict[Field, str] = {}
    for track in tracks:
        extra = track.get("extra")
        named = {**track, **(extra if isinstance(extra, dict) else {})}
        for name, value in named.items():
            if isinstance(value, str):
                key = (str(track["@type"]), name)
                found[key] = f"{found[key]}\n{value}" if key in found else value
    return found
