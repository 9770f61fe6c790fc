"""A PDF as a child process sees it: the sizes of its pages, and one page drawn in pixels.

`python -m newscast.media.paper FILE PAGE WIDTH HEIGHT OUTPUT` draws one. It limits its own memory and time, runs no
scripts (this build of PDFium has none) and opens nothing else that the file may name.
"""

from __future__ import annotations

import mmap
import os
import resource
import sys
from pathlib import Path
from typing import Any

from newscast.base.parent import die_with_parent
from newscast.media.facts import Facts
from newscast.media.photo import still_facts

LONGEST = 4096
"""Pixels of a page's longer side: of a letter page, 350 dots an inch, enough for its width on a canvas of 4K."""
MOST_PAGES = 1000
"""Pages that are known; the size of each is read once."""
MEMORY_LIMIT = 3 << 30
"""Bytes of address space for drawing a page."""
SECONDS = 60
"""Of processor time for it; an ordinary page takes a fraction of one."""
_PASSWORD, _SECURITY = 4, 5
"""What PDFium says of a file that it must not open: FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY (fpdfview.h)."""


def look(path: Path) -> Facts:
    """The facts of a PDF; its picture is that of its first page."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as paper:
            sizes = [_pixels(paper.get_page_size(number)) for number in range(min(len(paper), MOST_PAGES))]
    except pypdfium2.PdfiumError as error:
        # PDFium may say what was wrong with the file before.
        locked = error.err_code in (_PASSWORD, _SECURITY) and _is_encrypted(path)
        return {"fault": "pdf-locked" if locked else "pdf"}
    if not sizes or not all(map(all, sizes)):
        return {"fault": "pdf"}
    return {**still_facts(_picture(sizes[0])), "pages": sizes}


def _is_encrypted(path: Path) -> bool:
    """Whether it says so: in its trailer, or in the dictionary of a stream in its place, which is never packed (ISO
    32000-1, 7.5.8)."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(b"/Encrypt") >= 0


def draw(path: Path, page: int, size: tuple[int, int], output: Path) -> None:
    """Write a page, from 1, as it would be printed, with what is filled in and noted on it: TIFF of that size."""
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(path) as paper:
        paper.init_forms()
        sheet = paper[page - 1]
        drawn = sheet.render(scale=max(size) / max(sheet.get_size())).to_pil().convert("RGB")
    if drawn.size != size:
        # PDFium rounds up.
        drawn = drawn.resize(size, Image.Resampling.BICUBIC)
    drawn.save(output, "TIFF", compression=None)


def main() -> None:
    """Draw what the arguments say."""
    die_with_parent(os.getppid())
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    path, page, width, height, output = sys.argv[1:]
    draw(Path(path), int(page), (int(width), int(height)), Path(output))


def _pixels(size: tuple[float, float]) -> tuple[int, int]:
    """The size in pixels of a page of that size in points; 0 where there is none."""
    if not min(size) > 0:
        return 0, 0
    width, height = (max(1, round(side * LONGEST / max(size))) for side in size)
    return width, height


def _picture(size: tuple[int, int]) -> dict[str, Any]:
    return {
        "codec": "pdf",
        "width": size[0],
        "height": size[1],
        "rotation": 0,
        "rate": "0",
        "variable": False,
        "scan": "progressive",
        "transfer": "sdr",
        "matrix": "gbr",
        "full_range": True,
        "pixel_format": "RGB",
    }


if __name__ == "__main__":
    main()
