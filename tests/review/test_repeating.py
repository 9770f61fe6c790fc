"""What the page looks after by itself is looked at again and again, until the page ends."""

from __future__ import annotations

from threading import Event, current_thread

from newscast.review.newsroom.repeating import repeated


def test_it_is_looked_at_again_and_again_until_the_end() -> None:
    looks, thrice = list[str](), Event()

    def look() -> None:
        looks.append(current_thread().name)
        if len(looks) == 3:
            thrice.set()

    with repeated(look, 0.001, "looking"):
        assert thrice.wait(30)
    seen = len(looks)
    assert set(looks) == {"looking"}
    Event().wait(0.05)
    # A look that had begun is ended.
    assert len(looks) <= seen + 1
