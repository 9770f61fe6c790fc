"""The manifest as a model: what is written is read back; merging keeps versions, sources and what is outdated."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from episode_making import entry, manifest

from newscast.episode.manifest import Content, ListedCheck, Manifest, Quality, Share, manifest_from
from newscast.episode.merging import merged


def put(before: Manifest | None, made: dict[str, Any], today: dict[str, str | None], newest: int = 0) -> Manifest:
    return merged(before, manifest(made), ("radio", "web", "reel"), today.get, newest)


def test_what_is_written_is_read_back() -> None:
    checks = (
        ListedCheck("loudness", "warn", -23.02, -23.0, unit="LUFS"),
        ListedCheck("video", "pass", None, {"a": [1]}),
    )
    content = Content("p", None, "q")
    whole = (
        entry("reel", "a", qc=None) if False else entry("reel", "a", cuts={"uno": content, "dos": None}, outdated=True)
    )
    said = manifest(
        {"reel": whole, "web": entry("web", "b")}, version=3, sources={"reel": None}, lists={"qc.json": "s"}
    )
    said = replace(
        said, deliverables={**said.deliverables, "tv": replace(entry("tv", "c"), qc=Quality("warn", checks))}
    )
    told = json.loads(json.dumps(said.as_json()))
    assert manifest_from(told) == said
    assert told["deliverables"]["web"]["content"] is None and "outdated" not in told["deliverables"]["web"]
    assert "slug" not in told["deliverables"]["web"]["files"][0] and told["problems"] == []
    assert manifest_from({**told, "newer": {"key": 1}}) == said


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("manifest",), 2),
        (("version",), "3"),
        (("version",), True),
        (("duration",), None),
        (("deliverables",), []),
        (("deliverables", "web", "files"), {}),
        (("deliverables", "web", "files", 0, "role"), "film"),
        (("deliverables", "web", "outdated"), 1),
        (("built",), None),
        (("rundown", "path"), 3),
    ],
)
def test_what_is_no_manifest_is_refused(path: tuple[Any, ...], value: Any) -> None:
    told = json.loads(json.dumps(manifest({"web": entry("web", "a")}).as_json()))
    inner = told
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(ValueError, match=r".+"):
        manifest_from(told)
    del inner[path[-1]]
    if path[-1] not in ("version", "outdated"):
        with pytest.raises(ValueError, match=r".+"):
            manifest_from(told)


def test_versions_count_new_bytes() -> None:
    today = {"radio": "s", "web": "s"}
    first = put(None, {"radio": entry("radio", "a")}, today)
    assert first.version == 1 and first.sources == {"radio": "s"}
    assert put(first, {"radio": entry("radio", "a")}, today).version == 1
    second = put(first, {"web": entry("web", "a")}, today)
    assert second.version == 2 and list(second.deliverables) == ["radio", "web"]
    assert put(second, {"radio": entry("radio", "b")}, today).version == 3
    assert put(None, {"radio": entry("radio", "b")}, today, newest=7).version == 8


def test_deliverables_are_in_the_episodes_order_whichever_was_built_last() -> None:
    """And what the top of a manifest tells is of the first with picture, the first of all where none has."""
    radio, tv = entry("radio", "a"), entry("web", "a")
    web = replace(tv, duration=2.5, segments=(), files=(replace(tv.files[0], media={"video": {"codec": "h264"}}),))
    sound_only = put(put(None, {"web": tv}, {}), {"radio": radio}, {})
    assert list(sound_only.deliverables) == ["radio", "web"] and sound_only.segments == radio.segments
    for first, second in (({"web": web}, {"radio": radio}), ({"radio": radio}, {"web": web})):
        both = put(put(None, first, {}), second, {})
        assert list(both.deliverables) == ["radio", "web"]
        assert (both.duration, both.segments) == (2.5, ())


def test_what_is_left_is_outdated_where_its_sources_changed() -> None:
    first = put(None, {"radio": entry("radio", "a", "1"), "web": entry("web", "a", "1")}, {})
    for now in ("2", None):
        left = put(first, {"radio": entry("radio", "b", "2")}, {"web": now}).deliverables["web"]
        assert left.outdated and left.sources == "1"
    assert not put(first, {"radio": entry("radio", "b", "2")}, {"web": "1"}).deliverables["web"].outdated
    unknown = put(None, {"web": entry("web", "a", None)}, {})
    assert put(unknown, {"radio": entry("radio", "b", "2")}, {"web": None}).deliverables["web"].outdated


@pytest.mark.parametrize(("sources", "version"), [("2", 2), ("3", 3), (None, 3)])
def test_only_the_versions_own_sources_complete_it(sources: str | None, version: int) -> None:
    first = put(None, {"radio": entry("radio", "a", "1"), "web": entry("web", "a", "1")}, {})
    begun = put(first, {"radio": entry("radio", "b", "2")}, {"web": "2"})
    assert begun.version == 2 and begun.sources == {"radio": "2", "web": "2"}
    now = put(begun, {"web": entry("web", "b", sources)}, {"radio": "2"})
    assert now.version == version and not now.deliverables["web"].outdated


def test_a_version_waits_for_what_it_began_with() -> None:
    """A build that brings no new bytes, from other sources, changes nothing of what completes it."""
    first = put(None, {"radio": entry("radio", "a", "1"), "web": entry("web", "a", "1")}, {})
    begun = put(first, {"radio": entry("radio", "b", "2")}, {"web": "2"})
    same = put(begun, {"radio": entry("radio", "b", "3")}, {"web": "3"})
    assert same.version == 2 and same.sources == begun.sources
    assert put(same, {"web": entry("web", "b", "3")}, {"radio": "3"}).version == 3


def test_new_bytes_of_what_is_not_outdated_begin_a_version() -> None:
    first = put(None, {"radio": entry("radio", "a", "1"), "web": entry("web", "a", "1")}, {})
    begun = put(first, {"radio": entry("radio", "b", "2")}, {"web": "2"})
    both = {"radio": entry("radio", "c", "2"), "web": entry("web", "b", "2")}
    assert put(begun, both, {}).version == 3


def test_copies_that_are_sent_stay_as_long_as_what_they_were_made_of() -> None:
    web = entry("web", "a")
    (programme,) = web.files
    share = Share("web", 16_000_000, (programme.sha256,), (), Quality("pass", ()))
    first = replace(put(None, {"web": web}, {}), share=share)
    assert put(first, {"radio": entry("radio", "b")}, {"web": "s"}).share == share
    # Nobody sends what was made of something else than there is by now.
    for sources in ({"web": "another"}, {}):
        assert put(first, {"radio": entry("radio", "b")}, sources).share is None
    assert put(first, {"web": web}, {}).share == share
    assert put(first, {"web": entry("web", "b")}, {}).share is None
    assert put(replace(first, share=replace(share, deliverable="reel")), {"web": web}, {}).share is None
