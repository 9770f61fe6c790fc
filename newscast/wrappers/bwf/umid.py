"""A basic UMID (SMPTE ST 330) that belongs to a content: the same again for the same, another for any other."""

from __future__ import annotations

import uuid

_LABEL = bytes.fromhex("060a2b34 01010105 01010f20")
"""What a UMID begins with; 0f: the kind of material is not said, 20: its number is a UUID, instances have none."""
_REST = 0x13
"""Bytes that follow: three of the instance, sixteen of the material."""
_CONTENTS = uuid.UUID("b8d95bc0-7a5c-5a3c-9d42-3a4f0f6a2a0e")
"""The namespace of UUIDs that are made of what a sound is."""


def umid_of(content: str) -> bytes:
    """The 32 bytes of the UMID of a content, by its digest."""
    return _LABEL + bytes([_REST]) + bytes(3) + uuid.uuid5(_CONTENTS, content).bytes
