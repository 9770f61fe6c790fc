"""Unique numbers of material that follow from what it is made of: the same content has the same, another has others."""

from __future__ import annotations

import uuid

GROUP, UNSAID = 0x0D, 0x0F
"""Kinds of material (SMPTE ST 330, table 2): a group of one or more, pictures and sound; not identified."""

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "newscast.example")
_LABEL = bytes.fromhex("060a2b34010101050101")
_UUID = 0x20
"""The material's number is a UUID, and nothing is said of how instances are numbered."""


def uuid_for(seed: str, what: str) -> bytes:
    """A UUID, version 5 (RFC 9562, 5.5), of something that belongs to what `seed` identifies."""
    return uuid.uuid5(_NAMESPACE, f"{seed}/{what}").bytes


def umid_for(seed: str, what: str, kind: int) -> bytes:
    """A basic UMID (SMPTE ST 330, 5): its label, the 19 bytes that follow said, instance 0, and such a UUID."""
    return _LABEL + bytes([kind, _UUID, 19]) + bytes(3) + uuid_for(seed, what)
