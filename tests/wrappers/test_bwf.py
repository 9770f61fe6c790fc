"""Broadcast Wave Files: every field comes back, also past 4 GiB, and other readers agree."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import av
import pytest

from newscast.wrappers.bwf.bext import SIZE as BEXT_SIZE
from newscast.wrappers.bwf.bext import Bext, Loudness, read_bext, write_bext
from newscast.wrappers.bwf.cart import SIZE as CART_SIZE
from newscast.wrappers.bwf.cart import Cart, Timer, read_cart, write_cart
from newscast.wrappers.bwf.riff import RiffError, head, read_riff
from newscast.wrappers.bwf.texts import fixed, plain, unfixed
from newscast.wrappers.bwf.wave import Bwf, Pcm, read_bwf, write_bwf
from newscast.wrappers.umid import UNSAID, umid_for

STEREO = Pcm(2, 48_000, 24)
MEASURED = Loudness(-23.02, 4.51, -1.2, -18.33, -20.0)
BEXT = Bext(
    "INFO LEON, viernes", "INFO LEON", "2026-11-20-info-leon", "2026-11-20", "07:00:00", 7 * 3600 * 48_000,
    history=("A=PCM",)
)  # fmt: skip
CART = Cart(
    "INFO LEÓN, viernes",
    artist="Comunicación Social",
    cut="NOT1120",
    client="Ayuntamiento",
    category="NEWS",
    classification="Diario",
    out_cue="que tenga un excelente día",
    start=("2026-11-20", "07:00:00"),
    end=("2026-11-27", "23:59:59"),
    producer=("newscast", "0.1"),
    user="clean",
    level=1 << 23,
    timers=(Timer("INTe", 3), Timer("MRK1", 48_000), Timer("EOD", 96_000)),
    url="https://noticias.leon.example",
    text="1 Entrada\n2 Bacheo: concluyó",
)


def written(path: Path, cart: Cart | None = CART, samples: int = 2000, pcm: Pcm = STEREO) -> Bwf:
    blocks = [bytes([n % 256]) * pcm.frame * 500 for n in range(samples // 500)]
    blocks.append(b"x" * pcm.frame * (samples % 500))
    write_bwf(path, pcm, samples, blocks, BEXT, cart, lambda: MEASURED)
    return read_bwf(path)


def test_every_field_comes_back(tmp_path: Path) -> None:
    read = written(tmp_path / "show.wav")
    assert (read.pcm, read.samples, read.cart) == (STEREO, 2000, CART)
    assert read.bext
    assert replace(read.bext, umid=b"") == replace(BEXT, loudness=MEASURED)
    assert read.bext.umid[:13] == bytes.fromhex("060a2b340101010501010f2013")
    assert read.riff.find(b"data") == read.riff.chunks[-1]


def test_the_chunks_have_the_lengths_of_the_standards() -> None:
    assert (BEXT_SIZE, CART_SIZE) == (602, 2048)
    assert len(write_bext(replace(BEXT, history=()))) == 602
    assert len(write_cart(replace(CART, text=""))) == 2048
    # The places that Tech 3285 and AES46 give, counted by hand.
    bext, cart = write_bext(BEXT), write_cart(CART)
    assert bext[320:338] == b"2026-11-2007:00:00"
    assert struct.unpack_from("<QH", bext, 338) == (7 * 3600 * 48_000, 2)
    assert cart[:4] == b"0101"
    assert cart[388:414].decode("latin-1") == CART.out_cue
    assert cart[452:488] == b"2026-11-2007:00:002026-11-2723:59:59"
    assert struct.unpack_from("<i4sI4sI4sI", cart, 680) == (1 << 23, b"INTe", 3, b"MRK1", 48_000, b"EOD ", 96_000)
    assert cart[1024:1053] == b"https://noticias.leon.example"
    assert cart[2048:].startswith(b"1 Entrada\r\n2 Bacheo")


def test_other_readers_see_plain_pcm_and_the_time_reference(tmp_path: Path) -> None:
    written(tmp_path / "show.wav")
    raw = (tmp_path / "show.wav").read_bytes()
    assert struct.unpack_from("<HH", raw, raw.index(b"fmt ") + 8) == (1, 2)
    with av.open(str(tmp_path / "show.wav")) as file:
        sound = file.streams.audio[0]
        assert (sound.codec_context.name, sound.codec_context.channels) == ("pcm_s24le", 2)
        assert sum(frame.samples for frame in file.decode(audio=0)) == 2000
        assert file.metadata["time_reference"] == str(BEXT.samples)
        assert file.metadata["originator_reference"] == BEXT.reference


def test_the_umid_belongs_to_the_samples(tmp_path: Path) -> None:
    one, again = (written(tmp_path / name) for name in ("a.wav", "b.wav"))
    retold = written(tmp_path / "c.wav", replace(CART, title="Otro"))
    other = written(tmp_path / "d.wav", samples=1999)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
    assert one.bext and again.bext and retold.bext and other.bext
    assert one.bext.umid == retold.bext.umid != other.bext.umid
    assert umid_for("a", "sound", UNSAID) != umid_for("b", "sound", UNSAID)


def test_what_nobody_measured_is_said_to_be_unknown(tmp_path: Path) -> None:
    silent = Loudness(integrated=None, range=None, true_peak=-120.0)
    raw = write_bext(replace(BEXT, loudness=silent))
    assert raw[412:422] == b"\xff\x7f" * 5
    assert read_bext(raw).loudness == Loudness()


def test_an_old_version_has_no_loudness() -> None:
    raw = write_bext(replace(BEXT, version=1, loudness=MEASURED))
    assert read_bext(raw).loudness == Loudness()


@pytest.mark.parametrize("more", [(), ("odd",), ("even!!",)])
def test_no_chunk_is_odd(tmp_path: Path, more: tuple[str, ...]) -> None:
    """Some readers forget the byte that follows one."""
    bext, cart = replace(BEXT, history=("A=PCM", *more)), replace(CART, text="".join(more))
    write_bwf(tmp_path / "x.wav", STEREO, 0, [], bext, cart, Loudness)
    assert not [chunk for chunk in read_riff(tmp_path / "x.wav").chunks if chunk.size % 2]
    assert read_bwf(tmp_path / "x.wav").cart == cart


def test_mono_of_an_odd_length_is_filled_up(tmp_path: Path) -> None:
    read = written(tmp_path / "x.wav", samples=1001, pcm=Pcm(1, 48_000, 24))
    assert read.samples == 1001
    assert (tmp_path / "x.wav").stat().st_size % 2 == 0


@pytest.mark.parametrize("seconds", [4 * 3600, 5 * 3600])
def test_past_4_gib_it_is_rf64(tmp_path: Path, seconds: int) -> None:
    path, samples = tmp_path / "long.wav", seconds * 48_000
    begin = head(
        [(b"fmt ", struct.pack("<HHIIHH", 1, 2, 48_000, 288_000, 6, 24)), (b"bext", write_bext(BEXT))], samples * 6, 6
    )
    path.write_bytes(begin)
    with path.open("r+b") as file:
        file.truncate(len(begin) + samples * 6)
    long = samples * 6 > 1 << 32
    read = read_bwf(path)
    assert read.riff.long is long
    assert begin[:4] == (b"RF64" if long else b"RIFF")
    assert (read.samples, read.bext) == (samples, BEXT)
    if long:
        assert struct.unpack_from("<QQQ", begin, 20) == (path.stat().st_size - 8, samples * 6, samples)
    with av.open(str(path)) as other:
        assert other.streams.audio[0].duration == samples


def test_a_file_that_ends_early_is_told(tmp_path: Path) -> None:
    written(tmp_path / "show.wav")
    with (tmp_path / "show.wav").open("r+b") as file:
        file.truncate(5000)
    with pytest.raises(RiffError, match="data"):
        read_bwf(tmp_path / "show.wav")
    (tmp_path / "text.wav").write_text("no sound")
    with pytest.raises(RiffError, match="not a WAVE"):
        read_bwf(tmp_path / "text.wav")


def test_samples_that_do_not_come_are_missed(tmp_path: Path) -> None:
    with pytest.raises(RiffError, match="6 bytes of samples instead of 12"):
        write_bwf(tmp_path / "x.wav", STEREO, 2, [b"123456"], BEXT, None, Loudness)


def test_texts_lose_what_a_chunk_cannot_write() -> None:
    assert plain("«León» — “día”… 4 €") == '"Leon" - "dia"... 4 EUR'
    assert plain("«León» — “día”…", "latin-1") == '«León» - "día"...'
    assert plain("¡Sí! ¿Łódź, œuvre? 2½ · 3×2") == "Si! Lodz, oeuvre? 21/2 - 3x2"
    assert plain("日本\u00a0x", "latin-1") == "?? x"
    assert fixed("ñandú", 3) == b"nan"
    assert fixed("a", 3) == b"a\0\0"
    assert unfixed(b"a\0b") == "a"


def test_a_cart_in_ascii_has_no_accents() -> None:
    raw = write_cart(CART, "ascii")
    assert read_cart(raw).title == "INFO LEON, viernes"
    assert (raw[:680] + raw[748:]).isascii()
