"""Where the page's own templates, styles and scripts lie in the package, and what fills the templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"


def templates_with(folder: Path = TEMPLATES, **names: Any) -> Environment:
    """Templates that know these names besides what they are given.

    Each stays as it was when it was first asked for, as the code that fills it does: whoever puts another newscast in
    its place starts the page again.
    """
    made = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, auto_reload=False
    )
    made.globals.update(names)
    return made
