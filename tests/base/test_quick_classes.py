"""Dataclasses whose functions are written late do what those of `dataclasses` do."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from typing import Any

import pytest

from newscast.base import quick_classes

SOURCE = '''
from __future__ import annotations
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import cached_property
from typing import ClassVar

@dataclass(frozen=True)
class Plain:
    """Said."""
    at: int
    names: tuple[str, ...] = ()
    place: str | None = field(default=None, compare=False)
    found: dict[str, int] = field(default_factory=dict, repr=False, hash=False)
    kind: str = field(default="plain", init=False)
    made: list[int] = field(default_factory=list, init=False, hash=False)
    limit: ClassVar[int] = 3
    _: KW_ONLY
    code: str = "x"

    @cached_property
    def twice(self):
        return self.at * 2

@dataclass(frozen=True, kw_only=True)
class Named:
    one: int
    two: int = 2

@dataclass(frozen=True)
class Further(Plain):
    more: int = 7

@dataclass(frozen=True)
class Single:
    value: float

@dataclass(frozen=True)
class Empty:
    pass

@dataclass(frozen=True)
class Checked:
    value: int
    def __post_init__(self):
        if self.value < 0:
            raise ValueError(self.value)

@dataclass(frozen=True)
class Loud:
    value: int
    def __repr__(self):
        return "loud"
'''
CALLS = (
    "Plain(1)",
    "Plain(1, ('a',), 'here', {'b': 2}, code='y')",
    "Plain(at=1, names=('a',))",
    "Named(one=1)",
    "Further(1, more=9)",
    "Further(1)",
    "Single(0.5)",
    "Empty()",
    "Checked(3)",
    "Loud(1)",
)
WRONG = ("Plain()", "Plain(1, (), None, {}, 'x')", "Named(1)", "Plain(1, other=2)", "Plain(1, at=2)", "Checked(-1)")


def defined(quickly: bool, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    name = f"newscast.sample_{quickly}"
    module = type(sys)(name)
    monkeypatch.setitem(sys.modules, name, module)
    with monkeypatch.context() as patched:
        if quickly:
            patched.setattr(dataclasses, "dataclass", quick_classes._dataclass)
        exec(SOURCE, module.__dict__)
    return module.__dict__


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, Any], dict[str, Any]]:
    return defined(False, monkeypatch), defined(True, monkeypatch)


@pytest.mark.parametrize("call", CALLS)
def test_objects_are_alike(both: tuple[dict[str, Any], dict[str, Any]], call: str) -> None:
    usual, quick = (eval(call, names) for names in both)
    assert repr(quick) == repr(usual)
    assert vars(quick) == vars(usual)
    assert dataclasses.asdict(quick) == dataclasses.asdict(usual)
    assert hash(quick) == hash(usual)
    assert quick == eval(call, both[1])
    assert quick != usual and quick != 1
    for name in (each.name for each in dataclasses.fields(usual)):
        for change in (lambda at, name=name: setattr(at, name, 1), lambda at, name=name: delattr(at, name)):
            with pytest.raises(dataclasses.FrozenInstanceError) as told:
                change(quick)
            with pytest.raises(dataclasses.FrozenInstanceError) as expected:
                change(usual)
            assert str(told.value) == str(expected.value)
    assert copy.deepcopy(quick) == quick
    assert pickle.loads(pickle.dumps(quick)) == quick
    assert _taken(quick) == _taken(usual)


def _taken(value: Any) -> list[tuple[str, Any]]:
    return [(each.name, each.kind) for each in inspect.signature(type(value)).parameters.values()]


@pytest.mark.parametrize("call", WRONG)
def test_what_one_refuses_the_other_does(both: tuple[dict[str, Any], dict[str, Any]], call: str) -> None:
    told: list[type[BaseException]] = []
    for names in both:
        with pytest.raises((TypeError, ValueError)) as caught:
            eval(call, names)
        told.append(caught.type)
    assert told[0] is told[1]


def test_what_is_not_compared_makes_no_difference(both: tuple[dict[str, Any], dict[str, Any]]) -> None:
    for names in both:
        plain, further = names["Plain"], names["Further"]
        assert plain(1, place="here") == plain(1, place="there")
        assert plain(1) != plain(2) and plain(1) != further(1)
        assert names["replace"](plain(1), at=2) == plain(2)
        assert plain(4).twice == 8
        assert plain.__doc__ == "Said." and names["Named"].__doc__
        assert names["Loud"].__match_args__ == ("value",)


def test_what_asks_for_more_is_left_alone() -> None:
    @dataclasses.dataclass
    class Ours:
        at: int

    assert not quick_classes._is_plain(Ours, {})
    assert not quick_classes._is_plain(Ours, {"frozen": True, "order": True})
    assert not quick_classes._is_plain(Ours, {"frozen": True})  # of a module that is none of ours


def test_all_classes_of_a_check_are_alike() -> None:
    """Each class that a check defines has the fields, defaults and constructor that `dataclasses` gives it."""
    told = [
        subprocess.run([sys.executable, "-c", ALL, word], capture_output=True, text=True, check=True).stdout
        for word in ("usual", "quick")
    ]
    assert told[0].count("\n") > 150
    assert told[1] == told[0]


ALL = """
import sys
from newscast.base import quick_classes
if sys.argv[1] == "quick":
    quick_classes.define_quickly()
import dataclasses, inspect
import newscast.build.examining, newscast.build.sketching, newscast.build.pipeline, newscast.cli.check
for name, module in sorted(sys.modules.items()):
    if name.startswith("newscast."):
        for key, each in sorted(vars(module).items()):
            if isinstance(each, type) and each.__module__ == name and dataclasses.is_dataclass(each):
                late = [*inspect.signature(each.__init__).parameters] == ["self", "args", "named"]
                taken = inspect.signature(quick_classes._init(each) if late else each.__init__).parameters.values()
                told = [(p.name, str(p.kind), p.default is p.empty) for p in taken][1:]
                params = each.__dataclass_params__
                frozen = params.frozen, params.eq, params.repr, params.init
                print(name, key, told, frozen, each.__hash__ is None, [f.name for f in dataclasses.fields(each)])
"""
