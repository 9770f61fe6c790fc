"""PDFs: their pages, and what cannot be opened or drawn."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image

from newscast.base.errors import MachineError, Problem
from newscast.media.info import MediaInfo
from newscast.media.paper import look
from newscast.media.probe import probe
from newscast.picture.page import make_page
from newscast.picture.photo import still_step
from newscast.timeline.seen import Veil
from tests.papers import LETTER, LOCKED, write_pdf


@pytest.fixture(scope="module")
def probed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MediaInfo | Problem]:
    folder = tmp_path_factory.mktemp("papers ñ")
    write_pdf(folder / "oficio.pdf", [LETTER, (792, 612)])
    write_pdf(folder / "locked.pdf", trailer=LOCKED)
    write_pdf(folder / "none.pdf", [])
    (folder / "cut.pdf").write_bytes((folder / "oficio.pdf").read_bytes()[:60])
    (folder / "noise.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    return {path.name: answer for path, answer in probe(sorted(folder.iterdir())).items()}


def make(info: MediaInfo, folder: Path, *veils: Veil) -> Image.Image:
    made = still_step(info, veils)
    tools = SimpleNamespace(scratch=folder)
    make_page(made.params, [info.file.path], folder / "made.tif", cast(Any, tools))
    return Image.open(folder / "made.tif").convert("L")


def darkest(page: Image.Image) -> int:
    return int(cast(Any, page.getextrema())[0])


def document(probed: dict[str, MediaInfo | Problem]) -> MediaInfo:
    info = probed["oficio.pdf"]
    assert isinstance(info, MediaInfo)
    return info


@pytest.mark.real
def test_each_page_has_its_size(probed: dict[str, MediaInfo | Problem]) -> None:
    info = document(probed)
    assert (info.kind, info.page, info.pages) == ("still", 1, ((3165, 4096), (4096, 3165)))
    second = info.on_page(2)
    assert second.picture and (second.picture.width, second.picture.height) == (4096, 3165)
    assert still_step(info).identity != still_step(second).identity
    with pytest.raises(IndexError):
        info.on_page(0)


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "code"),
    [("locked", "pdf-locked"), ("none", "pdf"), ("cut", "pdf"), ("noise", "pdf")],
)
def test_what_cannot_be_opened_is_told(probed: dict[str, MediaInfo | Problem], name: str, code: str) -> None:
    answer = probed[f"{name}.pdf"]
    assert isinstance(answer, Problem) and answer.code == f"medium-{code}"


@pytest.mark.real
def test_a_page_is_drawn_as_it_is_printed(probed: dict[str, MediaInfo | Problem], tmp_path: Path) -> None:
    page = make(document(probed).on_page(2), tmp_path)
    assert page.size == (4096, 3165)
    # The bar is 40 of 612 points high; it would be flatter of the first page, made as wide as this one.
    assert [page.getpixel((2048, line)) for line in (60, 190, 230, 3100)] == [0, 0, 255, 255]
    lines = page.crop((300, 400, 1500, 3000))
    assert 0.01 < sum(lines.histogram()[:128]) / (lines.width * lines.height) < 0.2


@pytest.mark.real
def test_a_veil_hides_what_is_under_it(probed: dict[str, MediaInfo | Problem], tmp_path: Path) -> None:
    sharp = make(document(probed), tmp_path)
    veiled = make(document(probed), tmp_path, Veil((0.0, 0.0, 1.0, 0.5)))
    upper, lower = (0, 400, 3165, 1900), (0, 2300, 3165, 4096)
    assert darkest(sharp.crop(upper)) < 40 < darkest(veiled.crop(upper))
    assert veiled.crop(lower).tobytes() == sharp.crop(lower).tobytes()


@pytest.mark.real
def test_a_page_that_cannot_be_drawn_names_its_file(probed: dict[str, MediaInfo | Problem], tmp_path: Path) -> None:
    info = document(probed)
    (tmp_path / "oficio.pdf").write_bytes(b"%PDF-1.7\n")
    tools = cast(Any, SimpleNamespace(scratch=tmp_path))
    with pytest.raises(MachineError, match=r"oficio\.pdf") as failed:
        make_page(still_step(info).params, [tmp_path / "oficio.pdf"], tmp_path / "made.tif", tools)
    assert failed.value.media == (tmp_path / "oficio.pdf",)


def test_what_was_wrong_with_the_file_before_is_not_said_of_the_next(tmp_path: Path) -> None:
    write_pdf(tmp_path / "locked.pdf", trailer=LOCKED)
    write_pdf(tmp_path / "none.pdf", [])
    assert [look(tmp_path / name) for name in ("locked.pdf", "none.pdf")] == [{"fault": "pdf-locked"}, {"fault": "pdf"}]
