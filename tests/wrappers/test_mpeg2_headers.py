"""What stands in front of a picture of MPEG-2, read from bytes that are written here."""

from __future__ import annotations

import pytest

from newscast.wrappers.mpeg2.headers import Group, Mpeg2Error, picture_head, read_group
from newscast.wrappers.mpeg2.user_data import ROOM, afd_in, afd_user_data, filled, room_in

ROOM_LEFT = bytes.fromhex("000001b2 100e008081008081 ffffffffffff")
GROUP = bytes.fromhex("000001b8 9c514140")
PICTURE = bytes.fromhex("00000100 000bfff8")
CODING = bytes.fromhex("000001b5 8ffff b9800".replace(" ", ""))
SLICE = bytes.fromhex("00000101 13")


def test_a_group_is_read_and_written_to_the_bit() -> None:
    group = Group(hours=7, minutes=5, seconds=20, pictures=2, drop=True, closed=True, broken=False)
    # One bit drop, five hours, six minutes, a marker, six seconds, six pictures, closed, broken, five of nothing.
    bits = "10011100010110101000000101000000"
    assert group.packed() == int(bits, 2).to_bytes(4, "big")
    assert read_group(group.packed()) == group
    assert group.timecode == "07:05:20;02"


def test_the_head_of_a_picture_ends_with_its_first_slice() -> None:
    head = picture_head(GROUP + PICTURE + CODING + ROOM_LEFT + SLICE + GROUP)
    assert (head.coding, head.reference, head.structure, head.sequence) == ("I", 0, "frame", False)
    assert head.group and head.group_at == 4
    assert [found.at for found in head.user_data] == [len(GROUP + PICTURE + CODING) + 4]


@pytest.mark.parametrize("data", [b"", GROUP, GROUP + SLICE, PICTURE + SLICE, PICTURE + CODING + ROOM_LEFT])
def test_what_is_no_whole_head_is_refused(data: bytes) -> None:
    with pytest.raises(Mpeg2Error):
        picture_head(data)


def test_afd_takes_the_room_that_was_kept_and_is_read_again() -> None:
    said = filled(afd_user_data(0b1010))
    # One bit nought, one that a format follows, six reserved; four reserved, and the format (A/53 part 4, 6.2.4).
    assert said[:6] == b"DTG1" + bytes([0b01000001, 0b11111010]) and len(said) == ROOM
    before = picture_head(PICTURE + CODING + ROOM_LEFT + SLICE)
    room = room_in(before)
    assert room and afd_in(before) is None
    after = picture_head(PICTURE + CODING + ROOM_LEFT[:4] + said + SLICE)
    assert afd_in(after) == 0b1010
    # The start codes of two pieces of user data: nothing a reader does not know is within the first.
    assert [len(found.data) for found in after.user_data] == [6, 4]
    assert room_in(after) == after.user_data[0]


@pytest.mark.parametrize("data", [b"abcdefghijklmn", b"GA94\3\x42\xff\xfc\x80\x80\xfd\x80\x80\xff"])
def test_user_data_of_others_is_no_room(data: bytes) -> None:
    assert room_in(picture_head(PICTURE + CODING + b"\0\0\1\xb2" + data + SLICE)) is None


@pytest.mark.parametrize("length", [11, 13, 15])
def test_what_does_not_fill_the_room_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="do not fill"):
        filled(bytes(length))
