"""What is different in one deliverable: keys of `versions`, read as if they stood in the segment or part itself."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Mappings
from typing import Any

from newscast.base.i18n import _
from newscast.document.nodes import Mapping, Text, is_nothing, place_of
from newscast.document.reading import Reading
from newscast.document.words import did_you_mean, short
from newscast.rundown.forms import in_one_take
from newscast.rundown.model import Choosable
from newscast.rundown.parts import called

OWN_VALUE = {"read": "copy", "vo": "copy", "sot": "file", "spot": "file", "package": "file"}
"""What the kind's own value is called inside `versions`."""
_FIXED = ("only", "skip", "float", "versions", "slug", "story", "from", "exempt")

Whole = Callable[[Mapping, Reading], Choosable | None]


def read_versions(
    node: Any, main: Mapping, kind: str, model: Choosable | None, whole: Whole, reading: Reading
) -> dict[str, dict[str, Any]]:
    """By deliverable, the model's attributes that are different there; `whole` reads a segment or part."""
    if is_nothing(node):
        return {}
    if not isinstance(node, Mapping):
        hint = _("Write it like `versions: {radio: {copy: …}}`.")
        reading.error(_("“versions” takes deliverables with keys."), hint, place_of(node), code="value-kind")
        return {}
    found = {}
    for name, version in node.items():
        if _belongs(name, version, reading):
            others = reading.built and not any(version_for(each, node, reading) == name for each in reading.built)
            changed = whole(_merged(version, main, kind, reading), reading.leaving_out() if others else reading)
            if changed is not None and model is not None:
                found[str(name)] = _difference(changed, model)
    return found


def version_for(deliverable: str, versions: Mapping, reading: Reading) -> str | None:
    """The name of the version that a deliverable has: its own, else that of its family."""
    return next((name for name in called(deliverable, reading.families) if name in versions), None)


def _belongs(name: Text, version: Any, reading: Reading) -> bool:
    known = reading.known.get("deliverables", ())
    if name not in known:
        reading.error(
            _("There is no deliverable “{name}”.").format(name=short(name)),
            did_you_mean(name, known),
            name.place,
            code="deliverable-unknown",
        )
        return False
    if not isinstance(version, Mapping):
        hint = _("Write it like `{name}: {{copy: …}}`.").format(name=name)
        reading.error(_("“{key}” takes keys with values.").format(key=name), hint, place_of(version), code="value-kind")
        return False
    return True


def _merged(version: Mapping, main: Mapping, kind: str, reading: Reading) -> Mapping:
    """The main keys with those of the version over them, under the names the model knows."""
    own = OWN_VALUE.get(kind)
    over: dict[Any, Any] = {}
    for key, value in version.items():
        if key == own:
            over[Text(kind, key.place)] = value
        elif key == kind and own:
            hint = _("Write `{own}:`.").format(own=own)
            reading.error(
                _("Inside `versions` “{key}” is called “{own}”.").format(key=key, own=own),
                hint,
                key.place,
                code="version",
            )
        elif key in _FIXED:
            hint = _("Put it beside `versions`.")
            reading.error(
                _("“{key}” cannot be different in one version.").format(key=key), hint, key.place, code="version"
            )
        else:
            over[key] = value
    _warn_of_old_voice(version, main, reading)
    _warn_of_old_translations(version, main, reading)
    return Mapping(over, main.place).over(_unless_said(main, over, kind) if own == "file" else main)


def _unless_said(main: Mapping, over: Mappings[Any, Any], kind: str) -> Mapping:
    """The main keys less what a version says of its file: `in` and the like may stand beside it or in it, in both."""
    file, named = over.get(kind), main.get(kind)
    left = main.without(*(key for key in file if key != "file")) if isinstance(file, Mapping) else main
    if not isinstance(named, Mapping):
        return left
    key = next(key for key in main if key == kind)
    return Mapping({**left, key: named.without(*over)}, main.place)


def _warn_of_old_voice(version: Mapping, main: Mapping, reading: Reading) -> None:
    voice = main.get("voice")
    recorded = voice != "synth" if voice is not None else "camera" not in main and in_one_take(main, reading)
    if "copy" in version and "voice" not in version and recorded:
        message = _("The copy changes here, and the recording stays the same.")
        reading.warn(message, _("Add the `voice` of this version."), version.place_of("copy"), code="version")


def _warn_of_old_translations(version: Mapping, main: Mapping, reading: Reading) -> None:
    changed = next((key for key in ("copy", "transcript") if key in version), None)
    if changed and main.get("translations") and "translations" not in version:
        message = _("The text changes here, and its translations stay the same.")
        reading.warn(message, _("Add the `translations` of this version."), version.place_of(changed), code="version")


def _difference(changed: Choosable, model: Choosable) -> dict[str, Any]:
    names = (name for name in type(model).model_fields if name != "place")
    return {name: getattr(changed, name) for name in names if getattr(changed, name) != getattr(model, name)}
