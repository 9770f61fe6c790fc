"""What to write where, so that a story is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.watch.status.leaving import Line, lines_to_write

TEXT = """\
rundown: 1
segments:
  - open: main
  - story: uno
    headline: Uno
  - slug: x
    story: "dos"
  - {story: tres, headline: Tres}
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_line_and_its_indentation(tmp_path: Path, ends: str, mark: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes((mark + TEXT.replace("\n", ends)).encode())
    assert list(lines_to_write(path, ["dos", "uno", "tres", "cuatro"])) == [
        Line("dos", 7, "    float: true"),
        Line("uno", 4, "    float: true"),
        Line("tres", None, None),
        Line("cuatro", None, None),
    ]


def test_what_is_written_there_leaves_the_story_out(tmp_path: Path) -> None:
    from newscast.document.load import read_source

    path = tmp_path / "a.yaml"
    path.write_text(TEXT, encoding="utf-8")
    (line,) = lines_to_write(path, ["uno"])
    assert line.below and line.write
    lines = TEXT.splitlines()
    lines.insert(line.below, line.write)
    path.write_text("\n".join(lines), encoding="utf-8")
    story = read_source(path, []).top["segments"][1]
    assert story["story"] == "uno" and story["float"] == "true" and story["headline"] == "Uno"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"segments: 3\n", b"segments:\n  - [a\n"])
def test_a_rundown_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    assert list(lines_to_write(path, ["uno"])) == [Line("uno", None, None)]
    assert list(lines_to_write(tmp_path / "gone.yaml", ["uno"])) == [Line("uno", None, None)]
