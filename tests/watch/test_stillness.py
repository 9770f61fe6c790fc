"""Since when what lies in the inbox stands still: a file that changes begins anew, one that is gone is forgotten."""

from __future__ import annotations

from typing import Any

from newscast.watch.inbox.drops import Drop
from newscast.watch.inbox.listing import Listing
from newscast.watch.inbox.stillness import LONGER, QUIET, Stillness


def lies(**files: Any) -> Listing:
    return Listing("sala", {name.replace("_", "."): status for name, status in files.items()})


def test_a_drop_stands_still_as_long_as_its_latest_file() -> None:
    drop, still = Drop("sala", "a.wav", files=("a.wav", "b.wav")), Stillness()
    still.note(lies(a_wav="1"), 10)
    still.note(lies(a_wav="1", b_wav="1"), 20)
    assert still.of(drop, 25) == 20 and still.counts_at(drop, 25) == 20 + QUIET
    still.note(lies(a_wav="2", b_wav="1"), 30)
    still.note(lies(a_wav="2", b_wav="1"), 40)
    assert still.of(drop, 45) == 30
    still.note(lies(b_wav="1"), 50)
    still.note(lies(a_wav="2", b_wav="1"), 60)
    assert still.of(drop, 65) == 60, "it came again"


def test_what_is_still_coming_is_waited_for_longer_and_what_somebody_watched_counts_at_once() -> None:
    still = Stillness()
    still.note(lies(a_wav="1"), 10)
    assert still.counts_at(Drop("sala", "a.wav", files=("a.wav",), coming=True), 10) == 10 + LONGER
    still.told("sala/a.wav", "2", 30)  # type: ignore[arg-type]
    assert still.counts_at(Drop("sala", "a.wav", files=("a.wav",)), 30) == 30


def test_shows_do_not_touch_each_other() -> None:
    still = Stillness()
    still.note(lies(a_wav="1"), 10)
    still.note(Listing("otra", {}), 20)
    assert still.of(Drop("sala", "a.wav", files=("a.wav",)), 30) == 10
