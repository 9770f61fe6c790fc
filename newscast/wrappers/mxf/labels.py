"""Numbers of MXF's sets, items and essence (SMPTE ST 377-1, annexes A to D, RP 210, RP 224, and where it is said)."""

from __future__ import annotations

# Sets, by the fifteenth byte of their keys.
PREFACE = 0x2F
IDENTIFICATION = 0x30
ESSENCE_DATA = 0x23
MATERIAL_PACKAGE = 0x36
SOURCE_PACKAGE = 0x37
SEQUENCE = 0x0F
SOURCE_CLIP = 0x11
TIMECODE = 0x14
MULTIPLE_DESCRIPTOR = 0x44
PICTURE_DESCRIPTORS = (0x51, 0x28, 0x29, 0x27)
"""MPEG video, CDCI, RGBA, generic picture."""
SOUND_DESCRIPTORS = (0x47, 0x48, 0x42)
"""AES3, wave, generic sound."""
DATA_DESCRIPTORS = (0x5B, 0x5C, 0x43)
"""VBI data, ancillary data (SMPTE ST 436), generic data."""
CHANNEL_LABEL = 0x6B
"""Audio channel label (SMPTE ST 377-4)."""

# Items, by their local tags, where ST 377-1 gives them fixed ones.
LAST_MODIFIED = 0x3B02
IDENTIFICATIONS = 0x3B06
GENERATION = 0x3C09
COMPANY, PRODUCT, VERSION, PRODUCT_UID, MODIFIED, PLATFORM = 0x3C01, 0x3C02, 0x3C04, 0x3C05, 0x3C06, 0x3C08
PACKAGE_UID, PACKAGE_NAME, PACKAGE_TRACKS, PACKAGE_MODIFIED, PACKAGE_CREATED = 0x4401, 0x4402, 0x4403, 0x4404, 0x4405
PACKAGE_DESCRIPTOR = 0x4701
TRACK_ID, TRACK_NAME, TRACK_SEQUENCE, TRACK_NUMBER = 0x4801, 0x4802, 0x4803, 0x4804
EDIT_RATE, ORIGIN = 0x4B01, 0x4B02
DATA_DEFINITION, DURATION = 0x0201, 0x0202
COMPONENTS = 0x1001
CLIP_START, CLIP_PACKAGE, CLIP_TRACK = 0x1201, 0x1101, 0x1102
TIMECODE_START, TIMECODE_BASE, TIMECODE_DROP = 0x1501, 0x1502, 0x1503
LINKED_PACKAGE, BODY_SID, INDEX_SID = 0x2701, 0x3F07, 0x3F06
SUBDESCRIPTORS = 0x3F01
COMMENTS, TAGGED_VALUE, TAGGED_NAME = 0x4406, 0x3F, 0x5001
"""Comments of a package; the set that holds one, and the item with its name."""
ROOM = "room"
"""The name of the comment that keeps room in the header metadata for what is said when the file stands."""
LINKED_TRACK, SAMPLE_RATE, CONTAINER = 0x3006, 0x3001, 0x3004
STORED_HEIGHT, STORED_WIDTH, FRAME_LAYOUT, ASPECT, CODING = 0x3202, 0x3203, 0x320C, 0x320E, 0x3201
AFD = 0x3218
"""ActiveFormatDescriptor: the code of SMPTE ST 2016-1 in bits 3 to 6, in bit 2 whether the picture is 16:9."""
SUBSAMPLING_ACROSS, SUBSAMPLING_DOWN, DEPTH = 0x3302, 0x3308, 0x3301
AUDIO_RATE, CHANNELS, BITS = 0x3D03, 0x3D07, 0x3D01

AFD_LABEL = bytes.fromhex("060e2b34010101050401030209000000")
PACKAGE_NAME_LABEL = bytes.fromhex("060e2b34010101010103030201000000")
TRACK_NAME_LABEL = bytes.fromhex("060e2b34010101020107010201000000")
"""The labels of items with fixed tags that a primer may lack."""

# Items whose tags the primer alone knows, by their labels.
CLOSED_GOP = bytes.fromhex("060e2b34010101050401060201060000")
MAX_GOP = bytes.fromhex("060e2b34010101050401060201080000")

CHANNEL_ITEMS = {
    "children": bytes.fromhex("060e2b34010101090601010406100000"),
    "dictionary": bytes.fromhex("060e2b340101010e0103070101000000"),
    "symbol": bytes.fromhex("060e2b340101010e0103070102000000"),
    "name": bytes.fromhex("060e2b340101010e0103070103000000"),
    "link": bytes.fromhex("060e2b340101010e0103070105000000"),
    "channel": bytes.fromhex("060e2b340101010e0103040a00000000"),
    "language": bytes.fromhex("060e2b340101010d0301010203150000"),
}
"""Items of an audio channel label, and the one of a descriptor that refers to it (SMPTE ST 377-4, 9)."""
LEFT = bytes.fromhex("060e2b340401010d0302010100000000")
RIGHT = bytes.fromhex("060e2b340401010d0302010200000000")
"""Channels (SMPTE ST 428-12)."""

_DEFINITIONS = {
    bytes.fromhex("0103020101"): "timecode",
    bytes.fromhex("0103020201"): "picture",
    bytes.fromhex("0103020202"): "sound",
    bytes.fromhex("0103020203"): "data",
}


def data_definition(label: bytes) -> str:
    """What a track carries: `picture`, `sound`, `data` or `timecode`, "" for others (RP 224, 01.03.02)."""
    return _DEFINITIONS.get(label[8:13], "")
