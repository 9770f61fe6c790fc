"""How pictures share the time of their part."""

from hypothesis import given
from hypothesis import strategies as st

from newscast.timeline.share import Wish, share

STILL = Wish()


def clip(frames: int) -> Wish:
    return Wish(limit=frames)


def test_stills_share_equally_and_the_first_takes_the_remainder() -> None:
    assert share(100, [STILL, STILL, STILL]).frames == (34, 33, 33)


def test_fixed_time_is_kept() -> None:
    assert share(100, [Wish(fixed=40), STILL, STILL]).frames == (40, 30, 30)


def test_a_short_clip_gives_its_rest_to_stills_first() -> None:
    assert share(120, [clip(20), clip(500), STILL]).frames == (20, 40, 60)


def test_without_stills_longer_clips_take_the_rest() -> None:
    assert share(120, [clip(20), clip(500), clip(45)]).frames == (20, 55, 45)


def test_only_when_nothing_can_take_it_clips_are_repeated() -> None:
    shares = share(100, [clip(20), clip(30)])
    assert shares.looped
    assert sum(shares.frames) == 100


def test_too_much_fixed_time_is_cut_at_the_end() -> None:
    shares = share(50, [Wish(fixed=40), Wish(fixed=40)])
    assert shares.cut
    assert shares.frames == (50, 0)  # ten frames would be too short to be seen


def test_what_is_too_short_goes_to_the_last_picture_that_is_seen() -> None:
    assert share(50, [Wish(fixed=40), STILL, Wish(fixed=40)]).frames == (50, 0, 0)
    assert share(52, [Wish(fixed=40), Wish(fixed=40)]).frames == (40, 12)  # twelve are enough to be seen
    assert share(5, [STILL, Wish(fixed=40)]).frames == (0, 5)


def test_fixed_pictures_alone_are_stretched() -> None:
    shares = share(100, [Wish(fixed=30), Wish(fixed=31)])
    assert shares.looped
    assert sum(shares.frames) == 100


wishes = st.lists(
    st.one_of(
        st.just(STILL),
        st.builds(clip, st.integers(1, 400)),
        st.builds(lambda frames: Wish(fixed=frames), st.integers(1, 400)),
    ),
    min_size=1,
    max_size=8,
)


@given(st.integers(1, 2000), wishes)
def test_time_is_always_filled_exactly(total: int, asked: list[Wish]) -> None:
    shares = share(total, asked)
    assert sum(shares.frames) == total
    assert all(count >= 0 for count in shares.frames)


@given(st.integers(200, 2000), wishes)
def test_no_clip_is_stretched_while_another_could_take_the_time(total: int, asked: list[Wish]) -> None:
    shares = share(total, asked)
    if shares.looped or shares.cut:
        return
    for wish, count in zip(asked, shares.frames, strict=True):
        assert wish.limit is None or count <= wish.limit
        assert wish.fixed is None or count == wish.fixed
