"""Where `focus` is written of a picture, however short that is written."""

from __future__ import annotations

from typing import Any

from newscast.document.edits import Edit, Keys, Remove, Set

FOCUS = "focus"
_OWN_VALUES = ("sot", "package", "spot", "file")
"""Keys whose value is a path, with its further keys beside them."""


def focus_edits(model: Any, keys: Keys, focus: tuple[float, float] | None) -> tuple[Edit, ...]:
    """What writes the focus of the picture that these keys of a rundown lead to, in shares of the upright picture from
    its top left; None takes away what is written. Nothing where no picture stands there, or none is written.

    `model` is the rundown as plain values: a picture is a path, or has keys of its own.
    """
    found = _value(model, keys)
    at = (*(keys[:-1] if isinstance(found, str) and keys[-1] in _OWN_VALUES else keys), FOCUS)
    if focus is None:
        return (Remove(at),) if _value(model, at) is not None else ()
    if isinstance(found, dict) or (isinstance(found, str) and at[:-1] != keys):
        return (Set(at, focus),)
    return (Set(keys, {"file": found, FOCUS: focus}),) if isinstance(found, str) and found else ()


def _value(model: Any, keys: Keys) -> Any:
    for name in keys:
        try:
            model = model[name]
        except (KeyError, IndexError, TypeError):
            return None
    return model
