from newscast.graphics.stretches import Stretch, stretches_of

FADING_IN, FADING_OUT = range(20, 26), range(80, 84)


def test_what_is_held_between_fades_waits_for_no_picture() -> None:
    times = [*FADING_IN, 26, *FADING_OUT]
    assert stretches_of(times, 83) == [
        Stretch(0, tuple(FADING_IN)),
        Stretch(6, (26,)),
        Stretch(7, tuple(FADING_OUT)),
    ]


def test_pictures_that_are_held_are_each_by_themselves() -> None:
    found = stretches_of([0, 1, 2, 30, 60, 61], 90)
    assert [(each.first, each.times) for each in found] == [(0, (0, 1)), (2, (2,)), (3, (30,)), (4, (60,)), (5, (61,))]


def test_every_picture_is_in_one_stretch_at_its_time() -> None:
    times = [5, 6, 7, 20, 22, 24, 60, 61, 62, 90]
    found = stretches_of(times, 120)
    assert [at for each in found for at in each.times] == times
    assert [number for each in found for number in range(each.first, each.end)] == [*range(len(times))]
    assert [each.start + since for each in found for since in each.since] == times


def test_what_spares_too_little_is_left_whole() -> None:
    coming_in_at_once = [*range(15)]
    for times in (coming_in_at_once, [3, 4, 5, 6], [40], [*range(0, 3000, 30)]):
        whole = stretches_of(times, 3000)
        assert len(whole) == 1 and whole[0].times == tuple(times)
