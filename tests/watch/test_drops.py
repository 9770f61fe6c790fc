"""Which files belong together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pytest

from newscast.watch.inbox.drops import Drop, drops_in, path_alike
from newscast.watch.inbox.listing import Listing

NAMED = {"hoy.yaml": ("voz/a.wav", "clips/B.mp4", "ñ.jpg"), "otra.yaml": ("voz/a.wav",)}


def found(
    *names: str,
    earlier: Mapping[str, Sequence[str]] | None = None,
    troubles: Mapping[str, str] | None = None,
    coming: Sequence[str] = (),
) -> dict[str, Drop]:
    def names_of(rundown: str) -> Collection[str]:
        return {path_alike(name) for name in NAMED[rundown]}

    listing = Listing("chica", {name: [1, 1, 1, 1] for name in names}, troubles or {}, tuple(coming))
    drops = drops_in(listing, names_of, earlier or {})
    assert len({drop.key for drop in drops}) == len(drops)
    return {drop.place: drop for drop in drops}


def test_a_loose_rundown_has_what_it_names_also_in_folders_without_one() -> None:
    drops = found("hoy.yaml", "VOZ/A.wav", "clips/b.mp4", "n\u0303.jpg", "suelta.mp4", "clips/c.mp4")
    assert drops["hoy.yaml"].paths == ("hoy.yaml", "VOZ/A.wav", "clips/b.mp4", "n\u0303.jpg")
    assert drops["suelta.mp4"].waits and set(drops) == {"hoy.yaml", "suelta.mp4"}


def test_a_loose_rundown_has_the_captions_of_its_name() -> None:
    drops = found("hoy.yaml", "hoy.srt", "Hoy.en.VTT", "hoy-2.srt", "sub/hoy.srt")
    assert drops["hoy.yaml"].paths == ("hoy.yaml", "Hoy.en.VTT", "hoy.srt") and drops["hoy-2.srt"].waits


def test_two_loose_rundowns_may_name_one_recording() -> None:
    drops = found("hoy.yaml", "otra.yaml", "voz/a.wav")
    assert [drop.paths[1:] for drop in drops.values()] == [("voz/a.wav",)] * 2


def test_a_folder_with_a_text_or_rundown_keeps_its_files() -> None:
    drops = found("hoy.yaml", "voz/a.wav", "voz/nota.txt", "clips/otra.yaml", "clips/b.mp4")
    assert drops["hoy.yaml"].paths == ("hoy.yaml",)
    assert (drops["voz"].text, drops["voz"].media) == ("nota.txt", ("a.wav",))
    assert (drops["clips"].rundown, drops["clips"].media) == ("otra.yaml", ("b.mp4",))


@pytest.mark.parametrize(
    ("names", "refused", "waits"),
    [
        (("x/a.yaml", "x/sub/b.yml"), True, False),
        (("x/a.txt", "x/b.md", "x/c.wav"), True, False),
        (("x/a.yaml", "x/b.txt", "x/c.txt"), False, False),
        (("x/a.wav", "x/sub/b.wav"), False, True),
        (("x/a.txt",), False, True),
        (("x/a.txt", "x/b.wav"), False, False),
        (("x/a.yaml", "x/b.zip"), True, False),
        (("x/a.docx", "x/b.wav"), True, False),
        (("x/a.txt", "x/b.docx", "x/c.wav"), False, False),
    ],
)
def test_what_a_folder_lacks_or_has_too_much(names: Sequence[str], refused: bool, waits: bool) -> None:
    drop = found(*names)["x"]
    assert (bool(drop.refusal), bool(drop.waits)) == (refused, waits)


def test_loose_media_belong_to_the_only_new_text() -> None:
    drops = found("a.txt", "IMG_1.mp4", "v.ogg")
    assert drops["a.txt"].media == ("IMG_1.mp4", "v.ogg")


def test_what_was_taken_with_a_text_stays_with_it() -> None:
    drops = found("a.txt", "IMG_1.mp4", "b.txt", "IMG_2.mp4", earlier={"a.txt": ("a.txt", "IMG_1.mp4")})
    assert drops["a.txt"].media == ("IMG_1.mp4",) and drops["b.txt"].media == ("IMG_2.mp4",)


def test_with_several_texts_names_decide() -> None:
    drops = found("feria.txt", "feria 2.txt", "feria 1.mp4", "feria 2 b.mp4", "x.mp4")
    assert drops["feria.txt"].media == ("feria 1.mp4",) and drops["feria 2.txt"].media == ("feria 2 b.mp4",)
    assert "feria.txt" in drops["x.mp4"].waits


def test_a_file_that_cannot_be_used_refuses_its_drop_alone() -> None:
    drops = found("hoy.yaml", "x/b.txt", troubles={"voz/a.wav": "no", "x/c.wav": "not this"})
    assert drops["hoy.yaml"].refusal == "no" and drops["x"].refusal == "not this"


def test_what_other_programs_bring_is_waited_for_by_whom_it_belongs_to() -> None:
    drops = found("hoy.yaml", "otra.yaml", "x/a.txt", "b.txt", coming=["clips/b.mp4.part", "x/b.wav.crdownload"])
    assert {place for place, drop in drops.items() if drop.coming} == {"hoy.yaml", "x"}


def test_twenty_thousand_files_are_sorted_out_at_once() -> None:
    names = [f"f{number}.mp4" for number in range(20_000)]
    drops = found("a.txt", *names, earlier={"a.txt": ["a.txt", *names]})
    assert len(drops["a.txt"].media) == 20_000
