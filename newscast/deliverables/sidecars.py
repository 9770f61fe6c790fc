"""The caption files that go with a programme, in the formats that its deliverable carries."""

from __future__ import annotations

from newscast.captions.formats import FORMATS
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut


def caption_files(cut: Cut) -> list[Product]:
    """A file in each format."""
    language, rate = cut.show.language, cut.show.rate
    formats = [FORMATS[name] for name in cut.show.caption_files(cut.deliverable)]
    cues = cut.cues() if formats else ()
    return [
        Product(cut.path(each.name(cut.stem, language)), "captions", each.write(cues, rate, language))
        for each in formats
    ]
