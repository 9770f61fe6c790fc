"""What pydantic found, said in the words of a producer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from newscast.base.errors import Place, Problem
from newscast.base.files import printable
from newscast.base.i18n import _
from newscast.document.nodes import Mapping, Sequence, Text, place_of
from newscast.document.words import did_you_mean, nearest, short

if TYPE_CHECKING:
    from pydantic import ValidationError

Words = tuple[str, str]
"""A message and a hint."""


def refusal(message: str, hint: str = "", *, code: str, medium: Path | None = None) -> PydanticCustomError:
    """What a validator raises; the loader adds the place."""
    # pydantic takes no text that is not UTF-8, and names on a disk may be.
    said = {"message": printable(message), "hint": printable(hint), "code": code, "medium": medium}
    return PydanticCustomError("newscast", "{message} {hint}", said)


def problems_of(error: ValidationError, place: Place) -> Iterator[Problem]:
    """Each error at the value it is about, else at `place`."""
    for found in error.errors(include_url=False):
        value, kind = found["input"], found["type"]
        keys = ["", *(str(step) for step in found["loc"] if _is_key(step))]
        key = keys[-2] if keys[-1] == "file" and kind != "missing" else keys[-1]
        say = _empty if isinstance(value, Text) and value.empty else _SAYINGS.get(kind, _any)
        context = found.get("ctx", {})
        message, hint = say(key, value, context)
        code = context["code"] if say is _own else _CODES[say]
        medium = context.get("medium") if say is _own else None
        at = value.first if kind == "missing" and isinstance(value, Mapping) else place_of(value)
        yield Problem(message, hint, at or place, code=code, medium=medium)


def _is_key(step: int | str) -> bool:
    return isinstance(step, str) and not step.startswith((":", "function-", "["))


def _any(key: str, value: Any, context: dict[str, Any]) -> Words:
    message = _("“{value}” is not right for “{key}”.")
    return message.format(value=_shown(value), key=key), _("See docs/rundown.md for what it takes.")


def _own(key: str, value: Any, context: dict[str, Any]) -> Words:
    return context["message"], context["hint"]


def _missing(key: str, value: Any, context: dict[str, Any]) -> Words:
    return _("“{key}” is missing.").format(key=key), _("Add `{key}: …`.").format(key=key)


def _empty(key: str, value: Any, context: dict[str, Any]) -> Words:
    return _("“{key}” is empty.").format(key=key), _("Write its text after the colon.")


def _text(key: str, value: Any, context: dict[str, Any]) -> Words:
    message = _("“{key}” takes a text.").format(key=key)
    if isinstance(value, Mapping) and len(value) == 1:
        hint = _("If the text has a colon, put it in quotes: {quoted}.")
        name, rest = next(iter(value.items()))
        return message, hint.format(quoted=f'"{short(f"{name}: {_shown(rest)}")}"')
    if isinstance(value, Sequence):
        return message, _("If the text has brackets or begins with a hyphen, put it in quotes.")
    return message, _("Put the text in quotes.")


def _list(key: str, value: Any, context: dict[str, Any]) -> Words:
    hint = _("Write each item on a line that begins with `- `, or all in brackets: [a, b].")
    return _("“{key}” takes a list.").format(key=key), hint


def _mapping(key: str, value: Any, context: dict[str, Any]) -> Words:
    if not key:
        return _("“{value}” should be keys with values.").format(value=_shown(value)), _("Write `key: value`.")
    return _("“{key}” takes keys with values.").format(key=key), _(
        "Write `key: value` lines below it, or all of them in braces."
    )


def _choice(key: str, value: Any, context: dict[str, Any]) -> Words:
    choices = re.findall(r"'([^']+)'", str(context.get("expected", ""))) or [str(context.get("expected", ""))]
    message = _("“{value}” is not a choice for “{key}”.").format(value=_shown(value), key=key)
    near = nearest(str(value), choices) if isinstance(value, Text) else None
    hint = did_you_mean(str(value), [near]) + " " if near else ""
    return message, hint + _("It can be: {names}.").format(names=", ".join(choices))


def _boolean(key: str, value: Any, context: dict[str, Any]) -> Words:
    return _("“{key}” is yes or no.").format(key=key), _("Write `{key}: true` or `{key}: false`.").format(key=key)


def _number(key: str, value: Any, context: dict[str, Any]) -> Words:
    message = _("“{value}” is not a number for “{key}”.").format(value=_shown(value), key=key)
    return message, _("Write digits, with a point for decimals.")


def _range(key: str, value: Any, context: dict[str, Any]) -> Words:
    message = _("{value} is outside what “{key}” allows.").format(value=_shown(value), key=key)
    for limit, words in (("ge", _("It is at least {limit}.")), ("le", _("It is at most {limit}."))):
        if limit in context:
            return message, f"{words.format(limit=context[limit])} {_minus(value, context)}".rstrip()
    return message, ""


def _minus(value: Any, context: dict[str, Any]) -> str:
    """What was meant where a level is written without its minus, as people say it."""
    said = _shown(value)
    meant = re.fullmatch(r"\d+(\.\d+)?", said) and -float(said) <= context.get("le", -inf) <= 0
    return _("Write `{text}`, with a minus.").format(text=f"-{said}") if meant else ""


def _too_many(key: str, value: Any, context: dict[str, Any]) -> Words:
    limit = context.get("max_length", 0)
    message = _("“{key}” has too many items: at most {limit}.").format(key=key, limit=limit)
    return message, _("Leave out the least important ones.")


def _too_few(key: str, value: Any, context: dict[str, Any]) -> Words:
    if not value:
        return _("“{key}” is empty.").format(key=key), _("Write at least one, or leave the key out.")
    message = _("“{key}” has too few items: at least {limit}.")
    return message.format(key=key, limit=context.get("min_length", 1)), ""


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return short("{" + ", ".join(f"{key}: …" for key in value) + "}")
    if isinstance(value, Sequence):
        return short("[" + ", ".join(_shown(item) for item in value[:4]) + "]")
    return short(value)


_SAYINGS: dict[str, Callable[[str, Any, dict[str, Any]], Words]] = {
    "newscast": _own,
    "missing": _missing,
    "string_too_short": _empty,
    "string_type": _text,
    "tuple_type": _list,
    "list_type": _list,
    "model_type": _mapping,
    "dict_type": _mapping,
    "literal_error": _choice,
    "bool_parsing": _boolean,
    "bool_type": _boolean,
    "int_parsing": _number,
    "int_type": _number,
    "int_from_float": _number,
    "int_parsing_size": _number,
    "float_parsing": _number,
    "float_type": _number,
    "finite_number": _number,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "too_long": _too_many,
    "too_short": _too_few,
}

_CODES: dict[Callable[[str, Any, dict[str, Any]], Words], str] = {
    _any: "value-wrong",
    _missing: "key-missing",
    _empty: "value-empty",
    _text: "value-kind",
    _list: "value-kind",
    _mapping: "value-kind",
    _choice: "value-choice",
    _boolean: "value-choice",
    _number: "value-number",
    _range: "value-number",
    _too_many: "value-too-many",
    _too_few: "value-too-many",
}
"""The code of what is said of a value."""
