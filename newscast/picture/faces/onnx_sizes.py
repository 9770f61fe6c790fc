"""A model in ONNX that takes pictures of one size, made to take any: its bytes, without the libraries that know ONNX.

Numbers are those of onnx.proto: ModelProto 1 ir_version, 7 graph; GraphProto 5 initializer, 11 input, 12 output,
13 value_info; ValueInfoProto 1 name, 2 type; TypeProto 1 tensor_type; its Tensor 2 shape; TensorShapeProto 1 dim;
TensorProto 8 name.
"""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_INITIALIZERS_APART = 4
"""The first version of the format in which weights need not be inputs too; those that are can be overridden, and what
can be is not folded beforehand."""

Field = tuple[int, int, bytes]
"""Number, wire type, and what it holds."""


def of_any_size(model: bytes) -> bytes:
    """The model without the sizes of what goes in, comes out and lies between; its weights are no inputs any more.

    Raises ValueError for what is no protobuf.
    """
    return b"".join(
        _field(1, _VARINT, _varint(_INITIALIZERS_APART))
        if number == 1
        else _field(number, kind, _graph(held) if number == 7 else held)
        for number, kind, held in _fields(model)
    )


def _graph(graph: bytes) -> bytes:
    fields = list(_fields(graph))
    weights = {_named(held, 8) for number, _, held in fields if number == 5}
    kept = [
        (number, kind, _unsized(held, (2, 1, 2)) if number in (11, 12) else held)
        for number, kind, held in fields
        if number != 13 and not (number == 11 and _named(held, 1) in weights)
    ]
    return b"".join(_field(*each) for each in kept)


def _unsized(message: bytes, path: tuple[int, ...]) -> bytes:
    """The message with empty dimensions in the shape that is found along the path of field numbers."""
    if not path:
        return b"".join(_field(number, kind, b"" if number == 1 else held) for number, kind, held in _fields(message))
    return b"".join(
        _field(number, kind, _unsized(held, path[1:]) if number == path[0] else held)
        for number, kind, held in _fields(message)
    )


def _named(message: bytes, wanted: int) -> bytes:
    return next((held for number, _, held in _fields(message) if number == wanted), b"")


def _fields(message: bytes) -> Iterator[Field]:
    at = 0
    while at < len(message):
        key, at = _read_varint(message, at)
        kind, start = key & 7, at
        if kind == _VARINT:
            _, end = _read_varint(message, at)
        elif kind in (_EIGHT, _FOUR):
            end = at + (8 if kind == _EIGHT else 4)
        elif kind == _BYTES:
            length, start = _read_varint(message, at)
            end = start + length
        else:
            raise ValueError(f"wire type {kind} is none of protobuf's")
        if end > len(message):
            raise ValueError("a field is cut off")
        yield key >> 3, kind, message[start:end]
        at = end


def _field(number: int, kind: int, held: bytes) -> bytes:
    return _varint(number << 3 | kind) + (_varint(len(held)) if kind == _BYTES else b"") + held


def _read_varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(message):
        byte = message[at]
        value, at, shift = value | (byte & 127) << shift, at + 1, shift + 7
        if byte < 128:
            return value, at
    raise ValueError("a number is cut off")


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
