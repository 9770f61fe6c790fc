"""Unique numbers of material that follow from what it is made of: the same content has the same, another has others."""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "newscast.example")
# Label of a basic UMID (SMPTE ST 330, 5.1): of a group of one or more materials, its number a UUID, and no method for
# the instance number; then the length of what follows, and instance number 0.
_BASIC = bytes.fromhex("060a2b340101010501010d2013000000")


def uuid_for(seed: str, what: str) -> bytes:
    """A UUID, version 5 (RFC 9562, 5.5), of something that belongs to what `seed` identifies."""
    return uuid.uuid5(_NAMESPACE, f"{seed}/{what}").bytes


def umid_for(seed: str, what: str) -> bytes:
    """A basic UMID of 32 bytes whose material number is such a UUID."""
    return _BASIC + uuid_for(seed, what)
