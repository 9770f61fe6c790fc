"""Profiles that stations begin with: those that are built in, and how one is put over another."""

from __future__ import annotations

import re

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.document.nodes import Mapping, Sequence, Text
from newscast.document.reading import Reading
from newscast.document.words import as_slug, did_you_mean, short
from newscast.show.deliverables import LOUDNESS, RESERVED

KINDS = ("tv", "radio")
"""Stations that there are without any profile: a profile of such a name changes them."""

_NAMED = {"name": "{show}_{date:%d%m%y}", "ascii": "true"}
_MASTER = {"kind": "tv", **_NAMED, "loudness": "-24", "peak": "-2"}
_SOUND = {"kind": "radio", **_NAMED}
BUILT_IN: dict[str, dict[str, str | list[str]]] = {
    "tv": {"kind": "tv"},
    "radio": {"kind": "radio"},
    "xdcam-gateway": {**_MASTER, "codec": "xdcam-hd422", "tracks": "2"},
    "xdcam-8": {**_MASTER, "codec": "xdcam-hd422", "tracks": "8"},
    "prores": {**_MASTER, "codec": "prores-422-hq"},
    "h264-mp4": {**_MASTER, "codec": "h264", "container": "mp4"},
    "h264-ts": {**_MASTER, "codec": "h264", "container": "mpegts"},
    "radio-wav": {**_SOUND, "container": "wav", "cart": "true"},
    "radio-mp2": {**_SOUND, "container": "mp2", "bitrate": "256"},
    "radio-mp3": {**_SOUND, "container": "mp3", "bitrate": "256"},
    "radio-flac": {**_SOUND, "container": "flac"},
}
"""Profiles by name, as somebody would write them: docs/stations.md says for whom each is."""


def whole_stations(written: Mapping, reading: Reading) -> Mapping:
    """Every profile with what it has from its base; those that cannot be are told and left out."""
    stations = {name: node for name, node in written.items() if _may_be_called(name, reading)}
    found: dict[Text, Mapping] = {}
    for name, node in stations.items():
        whole = _whole(name, node, stations, (), reading)
        if whole is not None:
            found[name] = whole
    return Mapping(found, written.place)


def _may_be_called(name: Text, reading: Reading) -> bool:
    if name in KINDS:
        return True
    if not re.fullmatch(r"[a-z0-9-]+", name):
        hint = _("Write `{slug}`: small letters, digits and hyphens.").format(slug=as_slug(name) or "canal4")
        message = _("“{name}” cannot be the name of a station.").format(name=short(name))
        reading.error(message, hint, name.place, code="station-called")
        return False
    if name in LOUDNESS or name in RESERVED:
        message = _("A station cannot be called “{name}”: that is something else.").format(name=name)
        hint = _("Give it another name; only {names} may have a profile.").format(names=", ".join(KINDS))
        reading.error(message, hint, name.place, code="station-called")
        return False
    return True


def _whole(
    name: Text, node: object, stations: dict[Text, object], above: tuple[str, ...], reading: Reading
) -> Mapping | None:
    """A profile over its base, and that over its own."""
    if isinstance(node, Text):
        # A name alone is that of its base.
        node = Mapping({} if node.empty else {Text("base", name.place): node}, name.place)
    if not isinstance(node, Mapping):
        message = _("“{key}” takes keys with values.").format(key=name)
        reading.error(message, _("Write `{name}: {{kind: tv}}`.").format(name=name), name.place, code="value-kind")
        return None
    base = node.get("base")
    if not isinstance(base, Text) or base.empty:
        usual = _built_in(name, node.place) if name in KINDS else Mapping({}, node.place)
        return _of_kind(name, node.over(usual), reading)
    below: Mapping | None
    if base == name and base in BUILT_IN:
        below = _built_in(base, base.place)
    elif base in (way := (*above, name)):
        _tell_circle(way, base, stations, reading)
        return None
    elif base in stations:
        below = _whole(_key(base, stations), stations[base], stations, (*above, name), reading)
    elif base in BUILT_IN:
        below = _built_in(base, base.place)
    else:
        message = _("There is no profile “{name}”.").format(name=short(base))
        hint = did_you_mean(base, [*(each for each in stations if each != name), *BUILT_IN])
        reading.error(message, hint, base.place, code="station-base")
        return None
    return None if below is None else _of_kind(name, node.over(below.without("base")), reading)


def _tell_circle(way: tuple[str, ...], base: Text, stations: dict[Text, object], reading: Reading) -> None:
    """Once: of the profiles that begin with each other, where the first of them in the file is met again."""
    if way[0] == base == next(name for name in stations if name in way):
        message = _("“{name}” begins with itself: {way}.")
        told = message.format(name=base, way=" → ".join([*way, base]))
        reading.error(told, _("Change a `base`."), base.place, code="station-base")


def _of_kind(name: Text, whole: Mapping, reading: Reading) -> Mapping | None:
    """The profile, where what is called tv is of that kind and what is called radio of that."""
    if name in KINDS and whole.get("kind") != name:
        message = _("“{name}” has to be of the kind “{name}”.").format(name=name)
        hint = _("Give the station another name, and write that into `deliverables`.")
        reading.error(message, hint, whole.place_of("kind"), code="station-kind")
        return None
    return whole


def _key(name: Text, stations: dict[Text, object]) -> Text:
    return next(key for key in stations if key == name)


def _built_in(name: str, place: Place) -> Mapping:
    """A built-in profile as if it were written at a place."""

    def node(value: str | list[str]) -> Text | Sequence:
        return Text(value, place) if isinstance(value, str) else Sequence([Text(each, place) for each in value], place)

    return Mapping({Text(key, place): node(value) for key, value in BUILT_IN[name].items()}, place)
