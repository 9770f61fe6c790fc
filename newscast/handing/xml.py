"""A delivery note as XML: an element for each key, in the same order and with the same names as in JSON."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from typing import Any

from newscast.base.records import as_json
from newscast.episode.note import Note

_ONE = {
    "files": "file",
    "segments": "segment",
    "breaks": "break",
    "tracks": "pair",
    "carried": "format",
}
"""What an entry of each list is called."""


def note_xml(note: Note) -> bytes:
    """UTF-8, indented. What is not known has no element; a list has one element an entry inside its own."""
    root = ET.Element("note", format=str(note.note))
    _fill(root, {key: value for key, value in as_json(note).items() if key != "note"})
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _fill(element: ET.Element, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if value is not None:
            _put(ET.SubElement(element, key), key, value)


def _put(element: ET.Element, key: str, value: Any) -> None:
    if isinstance(value, Mapping):
        _fill(element, value)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            _put(ET.SubElement(element, _ONE[key]), key, each)
    else:
        element.text = _plain(value)


def _plain(value: Any) -> str:
    """Text without the signs that XML cannot have (XML 1.0, 2.2)."""
    return "".join(sign for sign in str(value) if sign in "\t\n" or sign >= " ")
