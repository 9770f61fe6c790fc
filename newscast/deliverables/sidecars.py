"""The files that go with a programme: its captions, in the formats that its deliverable carries, and its checksum."""

from __future__ import annotations

from pathlib import PurePath

from newscast.captions.format import Format
from newscast.captions.formats import FORMATS
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.step.checksum import md5_step
from newscast.step.step import Step


def caption_files(cut: Cut) -> list[Product]:
    """A file in each format, then the same in each further language."""
    formats = [FORMATS[name] for name in cut.show.caption_files(cut.deliverable)]
    return [_file(cut, each, tag) for tag in ("", *cut.further) for each in formats]


def _file(cut: Cut, form: Format, further: str) -> Product:
    language = further or cut.show.language
    path = cut.path(form.name(cut.stem, language, bool(further)))
    return Product(path, "captions", form.write(cut.cues(further), cut.show.rate, language), language=further)


def checksums(cut: Cut, product: Product) -> list[Product]:
    """The MD5 of a file, where its station asks for one."""
    if not (cut.station and cut.station.md5 and isinstance(product.content, Step)):
        return []
    return [Product(f"{product.path}.md5", "checksum", md5_step(product.content, PurePath(product.path).name))]
