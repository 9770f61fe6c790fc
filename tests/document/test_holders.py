"""The fields of a model in which others may be."""

from __future__ import annotations

from newscast.document.model import holders
from newscast.rundown.model import Card, Clip, Rundown, Sot, Story


def test_fields_in_which_other_models_may_be_are_known_by_what_they_are() -> None:
    assert holders(Clip) == ("clean", "minors")
    assert set(holders(Card)) == {"versions", "minors", "fields", "before", "after"}
    assert set(holders(Sot)) == {"versions", "minors", "clip", "sounds", "cover", "supers", "pictures"}
    assert set(holders(Story)) == {"versions", "minors", "parts", "tease", "signer"}
    assert set(holders(Rundown)) == {"voice", "segments", "people"}
