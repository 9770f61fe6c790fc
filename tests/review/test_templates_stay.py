"""A page that runs while another newscast is put in its place stays the page that it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from newscast.review.own_files import templates_with


def test_a_template_stays_as_it_was_when_it_was_first_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{{ greeting }} {{ name }}", "utf-8")
    made = templates_with(tmp_path, greeting="Hola")
    assert made.get_template("a.html").render(name="<b>") == "Hola &lt;b&gt;"
    (tmp_path / "a.html").write_text("{{ not_known_to_old_code() }}", "utf-8")
    os.utime(tmp_path / "a.html", (4_000_000_000, 4_000_000_000))
    assert made.get_template("a.html").render(name="Ana") == "Hola Ana"
    with pytest.raises(UndefinedError):
        made.get_template("a.html").render()
