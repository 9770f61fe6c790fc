"""Nodes of filter graphs: those of ffmpeg-python, each equal to itself alone.

Theirs work out an MD5 of the text of all above them as they are made, which leaves out a filter's name, and nearly
none is ever asked for: a fifth of planning went into them. Here nodes are compared by digests of our own
(newscast.step.graph). Whoever describes a graph begins with source(), and goes on with the streams that it gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ffmpeg import nodes as theirs


class _Itself:
    """What makes a node of ffmpeg-python equal to itself only."""

    # Those of `object` themselves: a command compares its filters millions of times.
    __hash__ = object.__hash__
    __eq__ = object.__eq__

    def _KwargReprNode__get_hash(self) -> int:  # noqa: N802  # the name that a private method of theirs has
        return 0

    def stream(self, label: Any = None, selector: str | None = None) -> Stream:
        """What leaves a node, by its `label` where several do; a `selector` takes the sound or the pictures of it."""
        return Stream(self, label, upstream_selector=selector)


class InputNode(_Itself, theirs.InputNode):  # type: ignore[misc]
    """A file that is read."""


class FilterNode(_Itself, theirs.FilterNode):  # type: ignore[misc]
    """A filter with what it is given."""


class Stream(theirs.FilterableStream):  # type: ignore[misc]
    """What leaves a node, for filters and outputs."""

    def filter(self, name: str, *args: Any, **options: Any) -> Stream:
        """What leaves a filter that this stream goes into."""
        return filtered(self, name, *args, **options)

    def filter_multi_output(self, name: str, *args: Any, **options: Any) -> FilterNode:
        """The filter itself, from which several streams leave, by number or name."""
        return FilterNode(self, name, max_inputs=None, args=args, kwargs=options)


def source(name: str, **options: Any) -> Stream:
    """All that a file has; `options` are those of ffmpeg for an input, `f` the form that it has."""
    named = {"format" if option == "f" else option: value for option, value in options.items()}
    return InputNode("input", kwargs={**named, "filename": name}).stream()


def filtered(streams: Stream | Sequence[Any], name: str, *args: Any, **options: Any) -> Stream:
    """What leaves a filter that these streams go into, in their order."""
    return FilterNode(streams, name, max_inputs=None, args=args, kwargs=options).stream()


def concatenated(streams: Sequence[Any]) -> Stream:
    """Pictures one after another."""
    return filtered(streams, "concat", n=len(streams))
