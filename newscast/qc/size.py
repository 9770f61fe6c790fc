"""Size: a file that is to be sent is never larger than messengers and mail take."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.base.sizes import size_text
from newscast.qc.model import Check


def check_size(size: int, limit: int) -> Check:
    """Fail where a file has more bytes than it may have."""
    message = ""
    if size > limit:
        message = _("The file has {size}, and may have {limit}.").format(size=size_text(size), limit=size_text(limit))
    return Check("size", "fail" if message else "pass", size, limit, "B", message)
