"""The files that go with a programme: its captions, in the formats that its deliverable carries, and its checksum."""

from __future__ import annotations

from pathlib import PurePath

from newscast.captions.format import Format, GridFormat
from newscast.captions.formats import FORMATS, GRID_FORMATS
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.step.checksum import md5_step
from newscast.step.step import Step


def caption_files(cut: Cut) -> list[Product]:
    """A file in each format, then the same in each further language."""
    names = cut.show.caption_files(cut.deliverable)
    formats = [FORMATS[name] for name in names if name in FORMATS]
    files = [_file(cut, each, tag) for tag in ("", *cut.further) for each in formats]
    grids = [GRID_FORMATS[name] for name in names if name in GRID_FORMATS and cut.on_grid is not None]
    return [*files, *(_grid_file(cut, each) for each in grids)]


def _grid_file(cut: Cut, form: GridFormat) -> Product:
    """In the show's own language alone: what carries such captions has one channel for them."""
    language = cut.show.language
    return Product(cut.path(form.name(cut.stem, language)), "captions", form.write(cut.pop_ons, cut.tape, language))


def _file(cut: Cut, form: Format, further: str) -> Product:
    language = further or cut.show.language
    path = cut.path(form.name(cut.stem, language, bool(further)))
    return Product(path, "captions", form.write(cut.cues(further), cut.show.rate, language), language=further)


def checksums(cut: Cut, product: Product) -> list[Product]:
    """The MD5 of a file, where its station asks for one."""
    if not (cut.station and cut.station.md5 and isinstance(product.content, Step)):
        return []
    return [Product(f"{product.path}.md5", "checksum", md5_step(product.content, PurePath(product.path).name))]
