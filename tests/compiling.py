"""Templates that are compiled once: that takes far longer than filling them, and all processes of a run need them."""

from __future__ import annotations

import hashlib
import marshal
import os
from functools import cache
from pathlib import Path
from types import CodeType

import pytest
from jinja2 import Template

from newscast.graphics import fill, measure


def compile_once(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on this process compiles no template that another one, or it before, left in a folder."""

    @cache
    def compiled(source: str, strict: bool) -> Template:
        environment = measure._environment(strict)
        kept = folder / hashlib.sha256(f"{strict} {source}".encode()).hexdigest()
        try:
            code: CodeType = marshal.loads(kept.read_bytes())
        except FileNotFoundError:
            code = environment.compile(source)
            aside = kept.with_suffix(f".{os.getpid()}")
            aside.write_bytes(marshal.dumps(code))
            aside.replace(kept)
        return Template.from_code(environment, code, environment.make_globals(None))

    for module in (measure, fill):
        patch.setattr(module, "compiled", compiled)
