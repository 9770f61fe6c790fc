"""Captions in finished files: read back by two decoders, and held against those that were planned."""

from __future__ import annotations

import datetime
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest
from realtools import RealTools

from newscast.captions import mcc, scc, srt
from newscast.captions.cue import Cue
from newscast.captions.line21 import a53, anc, cdp
from newscast.captions.line21.model import PopOn
from newscast.captions.line21.tape import Tape
from newscast.captions.line21.telling import told_captions, told_tape
from newscast.captions.track import make_track, make_tracked, track_step
from newscast.deliverables.captioned import make_captioned, packets_beside
from newscast.qc.captions.carried import check_carried, check_characters, same_essence
from newscast.qc.captions.grid_files import check_grid_file
from newscast.qc.captions.model import Caption, WantedCaptions
from newscast.qc.carried import Carried, make_carried, read_carried
from newscast.qc.essence import essences, make_essence
from newscast.step.step import Tools
from newscast.wrappers.mxf.describing import described_by
from newscast.wrappers.mxf.finishing import KEPT_ROOM, finish
from newscast.wrappers.mxf.reading import open_mxf

RATE = Fraction(30000, 1001)
FRAMES = 150
TAPE = Tape(RATE, FRAMES, "07:05:00;02", datetime.date(2026, 11, 26))
CAPTIONS = (
    PopOn(60, 90, 14, 4, ("¡Ángel, el pingüino!", "¿Él? Sí: Ñoño.")),
    PopOn(102, 140, 12, 0, ("— Adiós, dijo él.",)),
)
WANTED = WantedCaptions(RATE, FRAMES, 32, 2, 17, ())
SAID = {"seed": "a", "created": "2026-11-26T07:05:00", "title": "NOTI", "languages": ["es-MX", "es-MX"], "afd": 10}
PLANNED = [Caption(each.start, each.end, each.lines) for each in CAPTIONS]


def verdicts(found: Carried, way: str = "anc", planned: list[Caption] = PLANNED) -> dict[str, str]:
    checks = (same_essence(found), check_carried(found, {way: planned}, WANTED))
    return {check.check: check.verdict for check in checks}


def seen(*captions: Caption, differing: tuple[str, ...] = (), faults: tuple[str, ...] = ()) -> Carried:
    return Carried(differing, faults, {"anc, newscast": captions, "anc, ffmpeg": tuple(PLANNED)})


def test_what_is_read_as_it_was_planned_passes_two_frames_off_at_most() -> None:
    near = [Caption(each.start + 2, each.end - 2, each.lines) for each in PLANNED]
    assert verdicts(seen(*near)) == {"captions-carried": "pass", "same-essence": "pass"}


def test_captions_that_are_lost_changed_or_early_fail_and_late_ones_warn() -> None:
    one, two = PLANNED
    for wrong in ((one,), (one, Caption(two.start, two.end, ("Adios.",))), (one, two, two), ()):
        assert verdicts(seen(*wrong))["captions-carried"] == "fail"
    assert verdicts(seen(Caption(57, 90, one.lines), two))["captions-carried"] == "fail"
    assert verdicts(seen(Caption(63, 90, one.lines), two))["captions-carried"] == "warn"
    assert (
        verdicts(seen(one, Caption(178, 240, two.lines)), planned=[one, replace(two, end=240)])["captions-carried"]
        == "fail"
    )
    # Six frames are not seen; and one that stays too long fails where nothing late follows.
    assert verdicts(seen(Caption(84, 90, one.lines), two))["captions-carried"] == "fail"
    assert verdicts(seen(Caption(60, 96, one.lines), two))["captions-carried"] == "fail"
    assert verdicts(seen(Caption(60, two.start, one.lines), two))["captions-carried"] == "fail"


def test_of_captions_of_which_one_is_changed_that_one_is_told() -> None:
    one, two = PLANNED
    check = check_carried(seen(replace(one, lines=("Otro",)), two), {"anc": PLANNED}, WANTED)
    assert (check.measured, check.wanted) == (1, 2)
    assert [stretch.start for stretch in check.where] == [pytest.approx(one.start / RATE, abs=0.01)]


def test_a_caption_that_stays_until_a_late_one_comes_is_not_lost() -> None:
    one, two = Caption(60, 90, ("Uno",)), Caption(92, 140, ("Dos",))
    found = Carried((), (), {"anc": (replace(one, end=97), replace(two, start=97))})
    check = check_carried(found, {"anc": [one, two]}, WANTED)
    assert (check.verdict, [place.text for place in check.where]) == ("warn", ["Dos"])
    apart = Carried((), (), {"anc": (replace(one, end=95), replace(two, start=97))})
    assert check_carried(apart, {"anc": [one, two]}, WANTED).verdict == "fail"


def test_a_proof_that_cannot_be_had_fails() -> None:
    assert verdicts(Carried((), (), {}))["captions-carried"] == "fail"
    assert verdicts(seen(*PLANNED, faults=("anc: no",)))["captions-carried"] == "fail"
    assert verdicts(seen(*PLANNED, differing=("video 0",)))["same-essence"] == "fail"


def test_signs_that_are_replaced_are_told() -> None:
    check = check_characters([Caption(0, 60, ("20 €, Łódź",)), Caption(70, 90, ("“Sí”…",))], WANTED)
    assert check.verdict == "warn" and "€ Ł ź" in check.message and len(check.where) == 1


def test_the_same_words_one_right_after_the_other_look_like_one_caption() -> None:
    twice = [Caption(30, 60, ("Sí.",)), Caption(62, 90, ("Sí.",))]
    found = Carried((), (), {"anc": (Caption(30, 90, ("Sí.",)),)})
    assert verdicts(found, planned=twice)["captions-carried"] == "pass"


@pytest.mark.parametrize("start", ["07:05:00;02", "23:59:58;20"])
@pytest.mark.parametrize("rate", [RATE, Fraction(25), Fraction(30)])
def test_files_are_read_as_they_were_planned(rate: Fraction, start: str) -> None:
    """Past midnight too, where time codes begin anew."""
    tape = Tape(rate, FRAMES, start if rate == RATE else start.replace(";", ":"), TAPE.date)
    for suffix, written in ((".scc", scc.write(CAPTIONS, tape, "es")), (".mcc", mcc.write(CAPTIONS, tape, "es"))):
        assert check_grid_file(written, suffix, tape, PLANNED, WANTED).verdict == "pass", suffix
        broken = written.replace(b"9420 9420", b"9420 1420").replace(b"Q", b"FC8081", 1)
        assert check_grid_file(broken, suffix, tape, PLANNED, WANTED).verdict == "fail", suffix
        moved = written.replace(b"07:05:0", b"07:06:0").replace(b"\n00:00:0", b"\n00:00:1")
        assert check_grid_file(moved, suffix, tape, PLANNED, WANTED).verdict == "fail", suffix


def test_zeros_that_stuff_a_picture_of_mpeg2_make_room_for_its_captions() -> None:
    picture = bytes.fromhex("00000100 00100008 000001b5 8ff3 00000101 13f8")
    data = len(a53.in_mpeg2(picture, (0x14, 0x20), RATE)) - len(picture)
    for zeros in (0, 1, 20, 200):
        stuffed = picture + bytes(zeros)
        captioned = a53.in_mpeg2(stuffed, (0x14, 0x20), RATE)
        assert len(captioned) - len(stuffed) == data - min(max(zeros - 1, 0), data)
        assert a53.parted_mpeg2(captioned) == (picture, cdp.triplets((0x14, 0x20), RATE))
        assert len(a53.in_mpeg2(stuffed, (0x14, 0x20), RATE, keep=True)) == len(stuffed) + data


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("joined")
    tools = RealTools(folder)
    sound = ["-f", "lavfi", "-i", "anoisesrc=r=48000:d=5.005:a=0.1:seed=1"]
    picture = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30000/1001:d=5.005"]
    exact = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", "-threads", "1"]
    mxf = ["-c:v", "mpeg2video", "-pix_fmt", "yuv422p", "-b:v", "5M", "-minrate", "5M", "-maxrate", "5M"]
    mxf += ["-bufsize", "2M", "-g", "15", "-bf", "2", "-scan_offset", "1", "-c:a", "pcm_s24le"]
    mp4 = ["-c:v", "libx264", "-preset", "superfast", "-bf", "2", "-g", "15", "-c:a", "aac", "-use_editlist", "0"]
    mp4 += ["-movflags", "+faststart+negative_cts_offsets"]
    counted = ["-timecode", TAPE.start]
    outputs = {
        "plain.mxf": [*mxf, *counted, *_words(KEPT_ROOM)],
        "j.mp4": mp4,
        "p.mov": ["-c:v", "prores_ks", "-profile:v", "3", "-c:a", "pcm_s24le", *counted],
    }
    for name, encoded in outputs.items():
        tools.ffmpeg([*picture, *sound, "-frames:v", str(FRAMES), *exact, *encoded, f"file:{folder / name}"])
    packets = [*packets_beside((), TAPE, folder), "-map", "0:v", "-map", "0:a", "-map", "1"]
    kept = [*packets, *counted, *_words(KEPT_ROOM)]
    for name, source, options in (
        ("j.mxf", "plain.mxf", kept),
        ("j.ts", "j.mp4", ["-muxrate", "2M"]),
        ("m.mov", "plain.mxf", []),
    ):
        tools.ffmpeg(["-i", f"file:{folder / source}", *options, "-c", "copy", *exact[:2], f"file:{folder / name}"])
    return folder


def _words(options: Any) -> list[str]:
    return [word for name, value in options.items() for word in (f"-{name}", str(value))]


def carried(media: Path, source: Path, ways: list[str], tools: Tools, folder: Path) -> Carried:
    before, found = source, folder / "carried.json"
    if ways != ["anc"]:
        before = folder / "essence.json"
        make_essence({"inside": "a53" in ways}, [source], before, tools)
    make_carried({"tape": told_tape(TAPE), "ways": ways}, [media, before], found, tools)
    return read_carried(found)


def captioned(
    source: Path, output: Path, ways: list[str], tools: Tools, captions: tuple[PopOn, ...] = CAPTIONS
) -> Path:
    options: dict[str, Any] = {"c": "copy", "fflags": "+bitexact", "map_metadata": -1}
    if output.suffix == ".mxf":
        options |= {"f": "mxf", "timecode": TAPE.start, **KEPT_ROOM}
    if output.suffix == ".ts":
        options |= {"f": "mpegts", "muxrate": "2M"}
    if output.suffix == ".mov":
        options |= {"timecode": TAPE.start, "movflags": "+faststart"}
    params = {"captions": told_captions(captions), "tape": told_tape(TAPE), "join": {"options": options}, "ways": ways}
    params |= SAID if output.suffix == ".mxf" else {}
    make_captioned(params, [source], output, tools)
    return output


def by_ttconv(media: Path) -> list[tuple[int, str]]:
    """What a third decoder makes of the bytes in a finished file: the frame of each caption, and its text."""
    from ttconv.model import Br, P, Text
    from ttconv.scc.reader import to_model

    with av.open(str(media)) as file:
        stream = next(each for each in file.streams if each.type == "data")
        elements = [bytes(packet) for packet in file.demux(stream) if packet.size]
    pairs = [cdp.pair_in(cdp.unpacked(packet).triplets) for each in elements for _line, packet in anc.packets(each)]
    sent = " ".join(bytes(pair).hex() for pair in pairs)
    body = to_model(f"Scenarist_SCC V1.0\n\n00:00:00:00\t{sent}\n").get_body()
    found = []
    for paragraph in (each for each in body.dfs_iterator() if isinstance(each, P)):
        words = [each for each in paragraph.dfs_iterator() if isinstance(each, Br | Text)]
        text = "".join("\n" if isinstance(each, Br) else each.get_text() for each in words)
        found.append((round(paragraph.get_begin() * RATE), text))
    return found


@pytest.mark.real
def test_captions_inside_pictures_are_a_difference_to_who_does_not_ask_for_them(
    joined: Path, tools: Tools, tmp_path: Path
) -> None:
    media = captioned(joined / "j.mp4", tmp_path / "with.mp4", ["a53"], tools)
    plain, with_them = ([essences(path, inside, {}) for inside in (True, False)] for path in (joined / "j.mp4", media))
    assert [one == other for one, other in zip(plain, with_them, strict=True)] == [True, False]


@pytest.mark.real
def test_a_master_carries_its_captions_as_ancillary_data_and_is_otherwise_the_same(
    joined: Path, tools: Tools, tmp_path: Path
) -> None:
    source = joined / "j.mxf"
    finish(source, replace(described_by(SAID), seed="another"))
    media = captioned(source, tmp_path / "c.mxf", ["anc"], tools)
    found = carried(media, source, ["anc"], tools, tmp_path)
    assert set(found.read) == {"anc, newscast", "anc, ffmpeg"}
    assert verdicts(found) == {"captions-carried": "pass", "same-essence": "pass"}
    assert captioned(source, tmp_path / "again.mxf", ["anc"], tools).read_bytes() == media.read_bytes()
    assert media.stat().st_size == source.stat().st_size
    assert by_ttconv(media) == [(60, "¡Ángel, el pingüino!\n¿Él? Sí: Ñoño."), (102, "━ Adiós, dijo él.")]
    read = ["-eia608_extract", "1", "-i", f"file:{media}", "-map", "0:s", "-f", "srt", "pipe:1"]
    assert "¡Ángel, el pingüino!\n" in tools.decode(read).decode()
    with open_mxf(source) as before, open_mxf(media) as after:
        ours, theirs = before.packages(), after.packages()
        assert [len(each.tracks) for each in theirs] == [len(each.tracks) for each in ours]
        assert [each.timecode for each in ours] == [each.timecode for each in theirs]
        assert after.partitions[0].pattern == before.partitions[0].pattern
        assert {track.duration for each in theirs for track in each.tracks if track.sort == "data"} == {FRAMES}
        assert theirs[0].umid != ours[0].umid


@pytest.mark.real
def test_one_other_byte_of_pictures_or_sound_is_told(joined: Path, tools: Tools, tmp_path: Path) -> None:
    media = captioned(joined / "j.mxf", tmp_path / "c.mxf", ["anc"], tools)
    assert carried(media, joined / "j.mxf", ["anc"], tools, tmp_path).differing == ()
    with open_mxf(media) as mxf:
        places = {each.sort: each.klv for each in mxf.elements()}
    whole = media.read_bytes()
    for sort in ("picture", "sound", "system"):
        at = places[sort].end - 1
        media.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        found = carried(media, joined / "j.mxf", ["anc"], tools, tmp_path)
        assert found.differing == (f"byte {at}",) and verdicts(found)["same-essence"] == "fail"
    at = places["data"].value + 30
    media.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert verdicts(carried(media, joined / "j.mxf", ["anc"], tools, tmp_path))["captions-carried"] == "fail"
    media.write_bytes(whole + b"more")
    assert carried(media, joined / "j.mxf", ["anc"], tools, tmp_path).differing


@pytest.mark.real
def test_a_caption_that_ends_behind_the_last_picture_breaks_nothing(joined: Path, tools: Tools, tmp_path: Path) -> None:
    late = (*CAPTIONS, PopOn(FRAMES - 4, FRAMES + 30, 14, 0, ("Que no cabe.",)))
    media = captioned(joined / "j.mxf", tmp_path / "c.mxf", ["anc"], tools, late)
    found = carried(media, joined / "j.mxf", ["anc"], tools, tmp_path)
    assert verdicts(found)["same-essence"] == "pass" and found.read["anc, newscast"][:2] == tuple(PLANNED)


def test_packets_are_timed_from_the_first_picture_so_that_none_waits_for_them(tmp_path: Path) -> None:
    """With times of the day ffmpeg holds a whole master in memory: 3 GB of one of five minutes were measured."""
    for bare in (False, True):
        packets_beside((), TAPE, tmp_path, bare)
        times = [line.split("\t")[0] for line in (tmp_path / "captions.mcc").read_text().splitlines() if "\t" in line]
        assert (times[0], len(times)) == ("00:00:00;00", FRAMES)


def test_only_an_element_with_room_is_filled() -> None:
    empty, sent = (cdp.packed(pair, RATE, 7) for pair in ((0, 0), (0x14, 0x20)))
    for said in (cdp.ancillary(empty), cdp.ancillary(empty)[:-1]):
        element = bytes.fromhex("0001 0009 01 04 00") + bytes([len(said)]) + (80).to_bytes(4, "big")
        element += (1).to_bytes(4, "big") + said.ljust(80, b"\0")
        filled = anc.filled(element, sent)
        assert len(filled) == len(element) and list(anc.packets(filled)) == [(9, sent)]
        assert filled[16 + len(said) :] == element[16 + len(said) :]
        for wrong in (element[:10], b"\0\2" + element[2:], element.replace(b"\x61\1", b"\x62\1")):
            with pytest.raises(ValueError, match="no room"):
                anc.filled(wrong, sent)
    with pytest.raises(ValueError, match="no room"):
        anc.filled(element, cdp.packed((0, 0), Fraction(25), 7))


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "ways"),
    [("j.mp4", ["a53"]), ("j.ts", ["a53"]), ("j.mxf", ["anc", "a53"]), ("m.mov", ["a53"]), ("p.mov", ["c608"])],
)
def test_each_way_carries_captions_that_others_read_and_changes_nothing_else(
    name: str, ways: list[str], joined: Path, tools: Tools, tmp_path: Path
) -> None:
    source, media = joined / name, tmp_path / name
    finish(source, described_by(SAID)) if name == "j.mxf" else None
    captioned(source, media, ways, tools)
    found = carried(media, source, ways, tools, tmp_path)
    planned = dict.fromkeys(ways, PLANNED)
    carried_as_planned = check_carried(found, planned, WANTED)
    assert (carried_as_planned.verdict, carried_as_planned.message) == ("pass", "")
    assert (same_essence(found).verdict, found.differing) == ("pass", ())
    shown = "[out+subcc]" if "a53" in ways else ""
    read = ["-f", "lavfi", "-i", f"movie={media}{shown}"] if shown else ["-i", f"file:{media}"]
    srt = tools.decode([*read, "-map", "0:s", "-f", "srt", "pipe:1"]).decode()
    assert "¡Ángel, el pingüino!\n" in srt and "00:00:02,002 --> 00:00:03,003" in srt
    with av.open(str(source)) as one, av.open(str(media)) as other:
        pictures = [[frame.to_ndarray().tobytes() for frame in file.decode(video=0)] for file in (one, other)]
        assert pictures[0] == pictures[1] and len(pictures[0]) == FRAMES
    if name == "j.mp4":
        assert found.structure and found.structure.index_first and not found.structure.edit_lists


@pytest.mark.real
def test_tracks_of_an_mp4_are_read_back_by_their_language(joined: Path, tools: Tools, tmp_path: Path) -> None:
    source, media, track = joined / "j.mp4", tmp_path / "t.mp4", tmp_path / "t.srt"
    marked = (r"Si a < b y 5 > 3, {\an8} y", r"C:\Nuevo\hoy")
    cues = [Cue(each.start, each.end, marked if each is CAPTIONS[0] else each.lines) for each in CAPTIONS]
    planned = [Caption(cue.start, cue.end, srt.shown(cue)) for cue in cues]
    assert planned[0].lines != marked and planned[1:] == PLANNED[1:]
    make_track(track_step(cues, RATE, "es").params, [], track, tools)
    options = {"c": "copy", "c:s": "mov_text", "metadata:s:s:0": ["language=spa"], "use_editlist": 0}
    options |= {"movflags": "+faststart+negative_cts_offsets", "fflags": "+bitexact", "map_metadata": -1}
    make_tracked({"options": options}, [source, track], media, tools)
    found = carried(media, source, ["text"], tools, tmp_path)
    assert verdicts(found, "text spa", planned) == {"captions-carried": "pass", "same-essence": "pass"}
    assert verdicts(found, "text eng", planned)["captions-carried"] == "fail"
