"""YAML events from ruamel.yaml, whose pure-Python scanner is told to take the short ways that plain texts allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml.error import FileMark
from ruamel.yaml.main import YAML
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner
from ruamel.yaml.tokens import ScalarToken

_KEY = re.compile(r"[\w-]+(?=:[ \n])")
"""A plain word that can only be a key."""


class _WholeReader(Reader):
    """Reads a text that is there as a whole and has no line breaks but `\\n`."""

    def forward(self, length: int = 1) -> None:
        start, end = self.pointer, self.pointer + length
        breaks = self.buffer.count("\n", start, end)
        if breaks:
            self.line += breaks
            self.column = end - self.buffer.rfind("\n", start, end) - 1
        else:
            self.column += length
        self.pointer = end
        self.index += length

    def get_mark(self) -> FileMark:
        return FileMark(self.name, self.index, self.line, self.column)

    def check_printable(self, data: Any) -> None:
        """Done before, with better messages."""


class _QuickScanner(Scanner):
    reader: Any = None  # shadows a property that is asked for each character

    def __init__(self, loader: Any = None) -> None:
        self.reader = loader.reader
        super().__init__(loader)

    def check_token(self, *choices: Any) -> bool:
        if not self.tokens or self.possible_simple_keys:
            while self.need_more_tokens():
                self.fetch_more_tokens()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))

    def scan_plain(self) -> Any:
        word = _KEY.match(self.reader.buffer, self.reader.pointer)
        if word is None:
            return super().scan_plain()
        self.allow_simple_key = False
        start = self.reader.get_mark()
        self.reader.forward(word.end() - word.start())
        return ScalarToken(word[0], True, start, self.reader.get_mark())

    def need_more_tokens(self) -> bool:
        if self.tokens and not self.possible_simple_keys:
            return False
        return bool(super().need_more_tokens())


class _QuickParser(Parser):
    scanner: Any = None  # shadows a property, as above

    def __init__(self, loader: Any) -> None:
        self.scanner = loader.scanner
        super().__init__(loader)


def events(text: str) -> Iterator[Any]:
    """The parsing events of a text. Raises ruamel.yaml.error.YAMLError."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Reader, yaml.Scanner, yaml.Parser = _WholeReader, _QuickScanner, _QuickParser
    return iter(yaml.parse(text))
