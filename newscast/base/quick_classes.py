"""Frozen dataclasses whose constructors are written when somebody first calls them.

`dataclasses` writes six functions as text for each class and compiles them, half a millisecond: a tenth of a second in
a check of a rundown, which defines 170 of them and makes objects of some. With `define_quickly` the fields are still
found by `dataclasses`, and the functions do the same for whoever calls them.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterable
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any

_PACKAGE = __name__.partition(".")[0] + "."
_PLAIN = {"frozen", "kw_only"}
"""What else a class may ask for is left to `dataclasses`."""
_WRITTEN = {"__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__"}
"""So is a class that has one of these of its own."""
_standard = dataclasses.dataclass
_Method = Callable[..., Any]


def define_quickly() -> None:
    """Do so for the classes of this package that are defined from now on; those of libraries stay as they are."""
    dataclasses.__dict__["dataclass"] = _dataclass


def _dataclass(cls: Any = None, /, **asked: Any) -> Any:
    def defined(shape: Any) -> Any:
        return _quick(shape, **asked) if _is_plain(shape, asked) else _standard(**asked)(shape)

    return defined if cls is None else defined(cls)


def _is_plain(shape: type[Any], asked: dict[str, Any]) -> bool:
    """Whether it is one of ours that needs nothing special, such as what is given to one call only."""
    ours = shape.__module__.startswith(_PACKAGE) and asked.get("frozen") and asked.keys() <= _PLAIN
    return bool(ours and not shape.__dict__.keys() & _WRITTEN and "InitVar" not in str(inspect.get_annotations(shape)))


def _quick(shape: Any, frozen: bool, kw_only: bool = False) -> Any:
    if not shape.__doc__:
        # Otherwise its signature is worked out to stand here.
        shape.__doc__ = shape.__name__
    # What has fields of another such class is frozen as that is, or refused.
    inherits = any(dataclasses.is_dataclass(each) for each in shape.__bases__)
    _standard(shape, init=False, repr=False, eq=False, kw_only=kw_only, frozen=inherits)
    params, fields = shape.__dataclass_params__, dataclasses.fields(shape)
    params.init = params.repr = params.eq = params.frozen = True
    compared = _getter(each.name for each in fields if each.compare)
    hashed = _getter(each.name for each in fields if (each.compare if each.hash is None else each.hash))
    shape.__init__ = _first(shape)
    shape.__repr__ = _repr([each.name for each in fields if each.repr])
    shape.__eq__ = _eq(compared)
    shape.__hash__ = lambda self: hash(hashed(self))
    _freeze(shape, {each.name for each in fields})
    return shape


def _getter(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    wanted = tuple(names)
    if len(wanted) > 1:
        return attrgetter(*wanted)
    return lambda each: tuple(getattr(each, name) for name in wanted)


def _eq(compared: Callable[[Any], tuple[Any, ...]]) -> _Method:
    def equals(self: Any, other: Any) -> Any:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    return equals


def _repr(names: list[str]) -> _Method:
    @recursive_repr()
    def told(self: Any) -> str:
        inside = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        return f"{self.__class__.__qualname__}({inside})"

    return told


def _freeze(shape: Any, names: set[str]) -> None:
    def assign(self: Any, name: str, value: Any) -> None:
        if type(self) is shape or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(shape, self).__setattr__(name, value)

    def delete(self: Any, name: str) -> None:
        if type(self) is shape or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(shape, self).__delattr__(name)

    shape.__setattr__, shape.__delattr__ = assign, delete


def _first(shape: Any) -> _Method:
    """A constructor that puts the written one in its place, and calls that."""

    def construct(self: Any, *args: Any, **named: Any) -> None:
        shape.__init__ = _init(shape)
        shape.__init__(self, *args, **named)

    return construct


def _init(shape: Any) -> _Method:
    """Fields by position, then those by name only; a factory makes what was not given."""
    given: dict[str, Any] = {"_set": object.__setattr__, "_absent": object()}
    by_place: list[str] = []
    by_name: list[str] = []
    lines: list[str] = []
    for each in dataclasses.fields(shape):
        value, taken = each.name, each.name
        if each.default_factory is not dataclasses.MISSING:
            given[f"_make_{each.name}"] = each.default_factory
            taken += "=_absent"
            value = f"_make_{each.name}() if {each.name} is _absent else {each.name}"
        elif each.default is not dataclasses.MISSING:
            given[f"_default_{each.name}"] = each.default
            taken += f"=_default_{each.name}"
        if each.init:
            (by_name if each.kw_only else by_place).append(taken)
            lines.append(f"_set(_self, {each.name!r}, {value})")
        elif each.default_factory is not dataclasses.MISSING:
            lines.append(f"_set(_self, {each.name!r}, _make_{each.name}())")
    if hasattr(shape, "__post_init__"):
        lines.append("_self.__post_init__()")
    head = ", ".join(["_self", *by_place, *(["*", *by_name] if by_name else [])])
    exec(f"def __init__({head}):\n " + "\n ".join(lines or ["pass"]), given)
    written: _Method = given["__init__"]
    written.__qualname__ = f"{shape.__qualname__}.__init__"
    return written
