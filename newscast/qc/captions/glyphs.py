"""The signs of captions: what no player shows, and no font draws.

Signs that the font of burned captions lacks are refused before anything is drawn.
"""

from __future__ import annotations

import unicodedata

from newscast.base.i18n import _
from newscast.qc.captions.model import Caption, Captions, WantedCaptions
from newscast.qc.captions.telling import told
from newscast.qc.model import Check

_LOST = "\ufffd"
"""What stands for a sign that was lost on the way."""


def check(captions: Captions, wanted: WantedCaptions) -> Check:
    """Fail where a sign would be a box, a question mark or nothing."""
    signs = [(each, _lost(each)) for each in captions]
    lost = dict.fromkeys(sign for _each, lost in signs for sign in lost)
    names = ", ".join(f"U+{ord(sign):04X}" for sign in lost)
    text = _("Signs that cannot be shown ({signs}): {where}.").replace("{signs}", names)
    found = {text: [each for each, lost in signs if lost]}
    return told("caption-glyphs", found, wanted, sum(len(lost) for _each, lost in signs), 0, "", "fail")


def _lost(caption: Caption) -> str:
    """Control characters, private ones, and what stands for a sign that was lost before; joiners are none of that."""
    hidden = ("Cc", "Co", "Cn", "Cs")
    return "".join(sign for sign in caption.text if sign == _LOST or unicodedata.category(sign) in hidden)
