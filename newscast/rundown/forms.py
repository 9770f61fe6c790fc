"""The short and long forms in which users write the same thing, and what must go together."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from typing import Any

from pydantic import BeforeValidator

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.base.timecode import Time
from newscast.document.nodes import Mapping, Sequence, Text, place_of
from newscast.document.reading import Reading
from newscast.document.says import refusal
from newscast.document.words import did_you_mean, meant, short
from newscast.rundown.figures import are_figures

BEFORE_AFTER = "before-after"
"""The graphic that shows what a place was, and what it is."""
COMPARED = ("before", "after")
"""Its pictures."""
MOST_FIGURES = 3
"""More numbers than that are not read on a screen."""


def as_file(data: Any, reading: Reading | None = None) -> Any:
    """A path alone is the file. One that stands among keys without `file:` is told, and taken for it."""
    if isinstance(data, Text):
        return Mapping({"file": data}, data.place)
    if not isinstance(data, Mapping) or reading is None or "file" in data or "card" in data:
        return data
    found = (
        (key, re.match(r"([^,;]*[^,;\s]\.\w{2,4})(?:[,;]\s*(\w+))?$", key)) for key in data if isinstance(key, Text)
    )
    key, path = next(((key, path) for key, path in found if path), (None, None))
    if key is None or path is None:
        return data
    first = f"{path[2]}: {data[key]}" if path[2] else ""
    others = [first, *(f"{name}: …" for name in data if name != key and isinstance(data[name], Text))]
    message = _("Beside other keys a path needs its own: “{path}”.").format(path=short(path[1]))
    text = "{" + ", ".join([f"file: {path[1]}", *filter(None, others)]) + "}"
    reading.error(message, _("Write `{text}`.").format(text=text), key.place, code="key-missing")
    beside = {Text(path[2], key.place): data[key]} if path[2] else {}
    return Mapping({Text("file", key.place): Text(path[1], key.place), **beside, **data.without(key)}, data.place)


def as_minors(data: Any, reading: Reading) -> Any:
    """`blur`, or keys among which `consent` is."""
    if isinstance(data, Text):
        if data.strip() == "blur":
            return Mapping({"blur": True}, data.place)
        hint = _("Write `blur`, or `{consent: FILE}` with the signed consent.")
        hint = did_you_mean(data, ["blur"]) if meant(data, ["blur"]) else hint
        message = _("“{value}” does not say what is done for the minors.").format(value=short(data))
        raise refusal(message, hint, code="value-choice")
    if isinstance(data, Mapping) and not data.says("consent"):
        hint = _("Write `blur`, or `{consent: FILE}` with the signed consent.")
        raise refusal(_("The consent is missing."), hint, code="key-missing")
    return data


def picture_form(data: Any) -> str:
    """Whether a picture is a file or a graphic."""
    return ":card" if (isinstance(data, dict) and "card" in data) or hasattr(data, "card") else ":file"


def voice_form(data: Any) -> str:
    """Whether a voice is recorded or synthetic."""
    return ":synth" if isinstance(data, str) else ":recordings"


def _one_or_many(data: Any) -> Any:
    one = isinstance(data, Mapping) or (isinstance(data, Text) and not data.empty)
    return Sequence([data], data.place) if one else data


def _recordings(data: Any) -> Any:
    if isinstance(data, Text):
        if data != "synth" and meant(data, ["synth"]):
            message = _("“{value}” is not a recording.").format(value=short(data))
            raise refusal(message, did_you_mean(data, ["synth"]), code="value-choice")
        return "synth" if data == "synth" else _one_or_many(data)
    if isinstance(data, Sequence) and not data:
        raise refusal(
            _("“voice” is an empty list."), _("Name a recording, or write `voice: synth`."), code="voice-missing"
        )
    return _one_or_many(data)


OneOrMany = BeforeValidator(_one_or_many)
Recordings = BeforeValidator(_recordings)


def with_clip(data: Any, keys: Collection[str], reading: Reading) -> Any:
    """`in`, `out` and the like beside `sot:` belong to the file that `sot` names; what is in both places is told."""
    kind = next((key for key in ("sot", "package", "spot") if isinstance(data, Mapping) and key in data), None)
    beside = {key: data[key] for key in data if key in keys} if kind else {}
    if kind is None or not beside:
        return data
    file = as_file(data[kind])
    if not isinstance(file, Mapping):
        return data.without(*beside)
    for key in (key for key in beside if file.says(key) and data.says(key)):
        _tell_twice(key, file.place_of(key), reading)
    own = data.without(*beside)
    own[next(key for key in own if key == kind)] = Mapping({**file, **beside}, file.place)
    return own


def with_fields(data: Any, keys: Collection[str], reading: Reading) -> Any:
    """The further keys of a card are the fields of its graphic."""
    if not isinstance(data, Mapping):
        return data
    # Of other graphics, such as a show's own, these are texts.
    keys = keys if data.get("card") == BEFORE_AFTER else [key for key in keys if key not in COMPARED]
    fields = {key: _field(key, data[key], reading) for key in data if key not in keys}
    items = fields.get("items")
    if data.get("card") == "figures" and isinstance(items, tuple) and len(items) > MOST_FIGURES and are_figures(items):
        message = _("A card shows at most three figures; here are {count}.").format(count=len(items))
        reading.error(message, _("Leave some out, or use two cards."), data["items"].place, code="value-too-many")
    kept = {key: data[key] for key in data if key in keys}
    if data.get("card") == BEFORE_AFTER:
        kept |= _compared(data, reading)
    return Mapping({**kept, "fields": {key: value for key, value in fields.items() if value is not None}}, data.place)


def _compared(data: Mapping, reading: Reading) -> dict[Any, Any]:
    """The two pictures of a card that compares them: each is one file."""
    found: dict[Any, Any] = {}
    for name in COMPARED:
        value = data.get(name)
        if not data.says(name):
            message = _("“{card}” shows two pictures, and “{name}” is missing.").format(card=BEFORE_AFTER, name=name)
            hint = _("Write `{name}:` with a photo or a clip.").format(name=name)
            reading.error(message, hint, data.place_of(name) if name in data else data.first, code="key-missing")
        elif isinstance(value, Sequence):
            message = _("“{name}” is one picture, not a list.").format(name=name)
            hint = _("Name one file in `before` and one in `after`.")
            reading.error(message, hint, value.place, code="value-too-many")
            found[name] = value[0] if value else None
    return found


def _field(key: Any, value: Any, reading: Reading) -> Any:
    if isinstance(value, Text):
        return None if value.empty else Text(value.strip(), value.place, value.plain)
    if isinstance(value, Sequence) and all(isinstance(item, Text) for item in value):
        texts = tuple(Text(item.strip(), item.place, item.plain) for item in value if not item.empty)
        return texts if any(texts) else ()
    wrong = next((item for item in value if isinstance(item, Mapping)), value) if isinstance(value, Sequence) else value
    hint = _("If a text has a colon, put it in quotes.")
    reading.error(_("“{key}” takes a text or a list of texts.").format(key=key), hint, wrong.place, code="value-kind")
    return None


def _tell_twice(key: Text, first: Place, reading: Reading) -> None:
    message = _("“{key}” is here twice; the first is in line {line}.").format(key=short(key), line=first.line)
    reading.error(message, _("Keep one of them."), key.place, code="key-twice")


def with_break(data: Any, reading: Reading) -> Any:
    """A break whose name and length are written together, {name, duration}, as keys of its own."""
    written = data.get("break") if isinstance(data, Mapping) else None
    if not isinstance(written, Mapping):
        return data
    for key in (key for key in data if key != "break" and data.says(key) and written.says(key)):
        _tell_twice(key, written.place_of(key), reading)
    key = next(key for key in data if key == "break")
    named = written.get("name") or Text("break", written.place)
    return Mapping({**data, **written.without("name"), key: named}, data.place)


def require_order(start: Time | None, end: Time | None, reading: Any) -> None:
    """`out` comes after `in`."""
    if start is None or end is None:
        return
    rate = (reading.rate if isinstance(reading, Reading) else None) or Fraction(30)
    if end.frames(rate) <= start.frames(rate):
        raise refusal(_("“out” is not after “in”."), _("Both count from the clip's first frame."), code="clip-range")


def require_voice(data: Any, reading: Reading) -> Any:
    """A final needs a voice for what is read; in a draft a synthetic one takes its place."""
    if not isinstance(data, Mapping) or reading.left_out or data.says("voice") or data.says("camera"):
        return data
    if in_one_take(data, reading):
        return data
    message = _("The voice is missing.")
    if reading.draft:
        reading.warn(message, _("The draft reads it with a synthetic voice."), data.first, code="voice-missing")
    else:
        hint = _("Name the recording in `voice:`, or choose a synthetic voice with `voice: synth`.")
        reading.error(message, hint, data.first, code="voice-missing")
    return data


def in_one_take(data: Mapping, reading: Reading) -> bool:
    """Whether a part without voice and camera is in the one take of the whole newscast, as far as who reads tells."""
    readers = reading.known.get("takes")
    return readers is not None and (not data.says("by") or str(data["by"]).strip() in readers)


def require_title(data: Any, reading: Reading) -> Any:
    """A super says who or what."""
    if isinstance(data, Mapping) and not data.says("who") and not data.says("title"):
        reading.error(_("A super needs `who` or `title`."), _("Add one of them."), data.first, code="key-missing")
    for key in ("title", "subtitle") if isinstance(data, Mapping) and data.says("who") else ():
        if data.says(key):
            message = _("“{key}” is not shown beside `who`, which shows the name and role of that person.")
            hint = _("Keep one of them.")
            reading.warn(message.format(key=key), hint, data.place_of(key), code="keys-together")
    return data


def require_one_choice(data: Any, reading: Reading) -> Any:
    """Either `only` or `skip`, and no `only` that names nothing."""
    named = data.get("only") if isinstance(data, Mapping) else None
    if isinstance(named, list) and not named:
        hint = _("Write at least one, or leave the key out.")
        reading.error(_("“{key}” is empty.").format(key="only"), hint, data.place_of("only"), code="value-empty")
    if isinstance(data, Mapping) and data.says("only") and data.says("skip"):
        place = max(data.place_of("only"), data.place_of("skip"))
        reading.error(_("“only” and “skip” cannot go together."), _("Keep one of them."), place, code="keys-together")
    return data


def require_once(data: Any, key: str, reading: Reading) -> Any:
    """Nothing is in a list twice."""
    listed = data.get(key) if isinstance(data, Mapping) else None
    if isinstance(listed, Sequence) and not listed:
        hint = _("Write at least one, or leave the segment out.")
        reading.warn(_("“{key}” is empty.").format(key=key), hint, place_of(listed), code="value-empty")
    found: set[str] = set()
    for name in listed if isinstance(listed, Sequence) else ():
        if isinstance(name, Text) and name.strip() in found:
            message = _("“{name}” is named twice in “{key}”.").format(name=name.strip(), key=key)
            reading.error(message, _("Keep one of them."), name.place, code="name-twice")
        found.add(str(name).strip())
    return data
