"""How versions are named in addresses: `draft-3` is the third draft."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from newscast.base.i18n import _
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import Chosen

_NAMED = re.compile(r"(draft|final)-(\d{1,9})")


def named(draft: bool, version: int) -> str:
    return f"{'draft' if draft else 'final'}-{version}"


def address_name(chosen: Chosen) -> str:
    return named(chosen.draft, chosen.version)


def compare_address(episode: str, draft: bool, version: int, now: Chosen) -> str:
    """The page that holds a version against what is chosen."""
    asked = {"from": named(draft, version), "to": address_name(now), "deliverable": now.target}
    return f"/e/{quote(episode)}/compare?{urlencode(asked, safe='/')}"


def version_in(name: str) -> tuple[bool, int]:
    """Whether what is called `draft-3` is a draft, and its number. Raises RefusedError."""
    found = _NAMED.fullmatch(name)
    if found is None:
        raise RefusedError(404, _("Version {number} is not known any more.").format(number=name[:40]))
    return found[1] == "draft", int(found[2])
