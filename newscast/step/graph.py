"""Filter graphs as ffmpeg-python nodes: their identity, and the one command that makes several outputs of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ffmpeg
from ffmpeg.nodes import FilterNode, InputNode, OutputNode

from newscast.base.canonical import canonical_json, digest_of
from newscast.step import nodes
from newscast.step.step import Source, Step

OUTPUT = "@output"
"""Stands for the file a step is written to."""


def ffmpeg_step(
    streams: Sequence[Any],
    options: Mapping[str, Any],
    inputs: Sequence[Source],
    *,
    suffix: str,
    label: str = "",
    weight: float = 1.0,
    group: str = "",
    memory: float = 0.0,
) -> Step:
    """A step that writes `streams` (newscast.step.nodes, over `source.ref` inputs) with these output options."""
    output = written(streams, options)
    params = canonical_json({"graph": graph_digest(output.node)})
    return Step("ffmpeg", params, tuple(inputs), suffix, label, weight, graph=output, group=group, memory=memory)


def written(streams: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """The output node that writes `streams` to the file of their step, for command()."""
    return ffmpeg.output(*streams, OUTPUT, **options)


def graph_digest(node: Any) -> str:
    """SHA-256 of a node and everything above it.

    ffmpeg-python's own hashes leave out a filter's name and differ between processes.
    """
    return _Digests().of(node)


class _Digests:
    """Digests of the nodes of graphs that share parts, each node looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}
        self._alive: list[Any] = []

    def of(self, node: Any) -> str:
        if id(node) not in self._known:
            ups = [
                [str(label), self.of(up), str(up_label), selector] for label, (up, up_label, selector) in _edges(node)
            ]
            args = [str(arg) for arg in node.args]
            options = {str(name): _text(value) for name, value in node.kwargs.items()}
            self._known[id(node)] = digest_of([type(node).__name__, node.name, args, options, ups])
            self._alive.append(node)
        return self._known[id(node)]


def command(outputs: Mapping[str, Any]) -> list[str]:
    """The arguments of one ffmpeg process that writes each output node (by file name).

    Equal nodes become one node; where a filter's result is used more than once a split is put in.
    """
    builder = _Builder([output.node for output in outputs.values()])
    merged = [builder.output(output.node, name) for name, output in outputs.items()]
    return ffmpeg.get_args(ffmpeg.merge_outputs(*merged) if len(merged) > 1 else merged[0])  # type: ignore[no-any-return]


class _Builder:
    """Rebuilds graphs so that equal nodes are one, and no filter's result is used twice without a split."""

    def __init__(self, outputs: Sequence[Any]) -> None:
        self._digests = _Digests()
        self._uses: dict[tuple[str, str], int] = {}
        self._rebuilt: dict[str, Any] = {}
        self._splits: dict[tuple[str, str], tuple[Any, int]] = {}
        seen: set[str] = set()
        for index, output in enumerate(outputs):
            self._count(output, seen, f"{index}")

    def _count(self, node: Any, seen: set[str], salt: str = "") -> None:
        digest = self._digests.of(node) + salt
        if digest in seen:
            return
        seen.add(digest)
        for _, (up, up_label, _selector) in _edges(node):
            if isinstance(up, FilterNode):
                use = (self._digests.of(up), str(up_label))
                self._uses[use] = self._uses.get(use, 0) + 1
            self._count(up, seen)

    def output(self, node: OutputNode, name: str) -> Any:
        options = dict(node.kwargs)
        options.pop("filename")
        return ffmpeg.output(*[self._stream(edge) for _, edge in _edges(node)], name, **options)

    def _stream(self, edge: tuple[Any, Any, Any]) -> Any:
        up, label, selector = edge
        node = self._node(up)
        if isinstance(up, InputNode):
            return node.stream(label, selector)
        use = (self._digests.of(up), str(label))
        if self._uses[use] == 1:
            return node.stream(label, selector)
        if use not in self._splits:
            split = nodes.FilterNode(node.stream(label, selector), "asplit" if _is_sound(up) else "split", args=[])
            self._splits[use] = (split, 0)
        split, taken = self._splits[use]
        self._splits[use] = (split, taken + 1)
        return split.stream(taken)

    def _node(self, node: Any) -> Any:
        digest = self._digests.of(node)
        if digest not in self._rebuilt:
            self._rebuilt[digest] = node if isinstance(node, InputNode) else self._filter(node)
        return self._rebuilt[digest]

    def _filter(self, node: FilterNode) -> nodes.FilterNode:
        streams = {label: self._stream(edge) for label, edge in _edges(node)}
        return nodes.FilterNode(streams, node.name, max_inputs=None, args=node.args, kwargs=node.kwargs)


def _is_sound(node: Any) -> bool:
    """Whether a filter's result is sound: what it began with was. (Filters between the two kinds are not used.)"""
    for _, (up, _label, selector) in _edges(node):
        return str(selector or "").startswith("a") if isinstance(up, InputNode) else _is_sound(up)
    return bool(node.name.startswith("a"))


def _edges(node: Any) -> list[tuple[Any, tuple[Any, Any, Any]]]:
    return list(node.incoming_edge_map.items())


def _text(value: Any) -> Any:
    return [str(item) for item in value] if isinstance(value, list | tuple) else str(value)
