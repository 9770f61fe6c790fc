"""ffmpeg-python's nodes without the hash that each works out as it is made, an MD5 of the text of all above it.

Here nodes are compared by digests of our own (newscast.step.graph), and nearly none is ever asked for its hash: a fifth
of planning goes into them. Whoever asks gets the same one.
"""

from __future__ import annotations

from typing import Any

from ffmpeg.dag import KwargReprNode

_HASH = "_KwargReprNode__hash"
_WORK_OUT = "_KwargReprNode__get_hash"
_EDGES = "_KwargReprNode__incoming_edge_map"


def hash_when_asked() -> None:
    """Do so for all nodes from now on; where the library is another one than we know, leave it as it is."""
    if hasattr(KwargReprNode, _WORK_OUT):
        KwargReprNode.__init__, KwargReprNode.__hash__ = _begin, _hash


def _begin(node: Any, incoming_edge_map: Any, name: Any, args: Any, kwargs: Any) -> None:
    setattr(node, _EDGES, incoming_edge_map)
    node.name, node.args, node.kwargs = name, args, kwargs


def _hash(node: Any) -> int:
    known = node.__dict__.get(_HASH)
    if known is None:
        known = getattr(node, _WORK_OUT)()
        setattr(node, _HASH, known)
    return int(known)
