import pytest

from newscast.document.edits import MOST, EditError, Insert, Move, Remove, Set, as_edits, edits_as_json

TOLD = [
    {"op": "set", "at": ["segments", 2, "headline"], "value": "Concluye el bacheo"},
    {"op": "set", "at": ["segments", 2, "float"], "value": True},
    {"op": "remove", "at": ["segments", 3]},
    {"op": "insert", "at": ["segments", 3], "value": {"story": "feria", "parts": [{"read": "Buenas noches."}]}},
    {"op": "move", "at": ["segments", 4], "to": 2},
]


def test_edits_are_read_from_json_and_told_as_json_again():
    edits = as_edits(TOLD)
    assert edits[0] == Set(("segments", 2, "headline"), "Concluye el bacheo")
    assert [type(each) for each in edits[2:]] == [Remove, Insert, Move]
    assert edits_as_json(edits) == TOLD


def test_line_ends_of_windows_are_those_of_yaml():
    assert as_edits([{"op": "set", "at": ["title"], "value": "Uno\r\ndos\rtres"}])[0].value == "Uno\ndos\ntres"


def test_line_ends_within_a_paragraph_that_is_pasted_are_line_ends():
    assert as_edits([{"op": "set", "at": ["title"], "value": "Uno\vdos"}])[0].value == "Uno\ndos"


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {},
        ["set"],
        [{"op": "replace", "at": ["a"], "value": "b"}],
        [{"op": "set", "at": ["a"]}],
        [{"op": "set", "at": ["a"], "value": "b", "file": "../x"}],
        [{"op": "set", "at": [], "value": "b"}],
        [{"op": "set", "at": "a", "value": "b"}],
        [{"op": "set", "at": ["a"], "value": None}],
        [{"op": "set", "at": ["a"], "value": float("nan")}],
        [{"op": "set", "at": ["a", True], "value": "b"}],
        [{"op": "set", "at": ["a", -1], "value": "b"}],
        [{"op": "set", "at": ["a"] * 40, "value": "b"}],
        [{"op": "set", "at": ["a"], "value": "nul\0"}],
        [{"op": "set", "at": ["a\x1b"], "value": "b"}],
        [{"op": "set", "at": ["a"], "value": {"k": ["\ud800"]}}],
        [{"op": "insert", "at": ["a", "b"], "value": "c"}],
        [{"op": "move", "at": ["a", 1], "to": "0"}],
        [{"op": "move", "at": ["a"], "to": 0}],
        [{"op": "set", "at": ["a"], "value": "x" * 100_001}],
        [{"op": "set", "at": ["a"], "value": ["x"] * 2_000}],
        [{"op": "remove", "at": ["a"]}] * (MOST + 1),
    ],
)
def test_what_is_no_edit_is_refused_in_words(told):
    with pytest.raises(EditError) as refused:
        as_edits(told)
    assert refused.value.message.endswith(".")


def test_a_value_that_is_too_deep_is_refused():
    value: object = "x"
    for _each in range(1_500):
        value = [value]
    with pytest.raises(EditError):
        as_edits([{"op": "set", "at": ["a"], "value": value}])
