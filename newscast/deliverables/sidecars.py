"""The caption files that go with a programme, in the formats that its deliverable carries."""

from __future__ import annotations

from newscast.captions.format import Format
from newscast.captions.formats import FORMATS
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut


def caption_files(cut: Cut) -> list[Product]:
    """A file in each format, then the same in each further language."""
    formats = [FORMATS[name] for name in cut.show.caption_files(cut.deliverable)]
    return [_file(cut, each, tag) for tag in ("", *cut.further) for each in formats]


def _file(cut: Cut, form: Format, further: str) -> Product:
    language = further or cut.show.language
    path = cut.path(form.name(cut.stem, language, bool(further)))
    return Product(path, "captions", form.write(cut.cues(further), cut.show.rate, language), language=further)
