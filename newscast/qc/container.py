"""The container: its kind, and for MP4 the order and the absence of edits that platforms ask for."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.wanted import Wanted


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail for another container, and for an MP4 whose index comes last or that holds edit lists."""
    message = ""
    layout = measurement.structure
    if measurement.container != wanted.container:
        message = _("The file is of another kind.")
    elif layout and layout.edit_lists:
        message = _("The file has an edit list, which platforms read differently.")
    elif layout and not layout.index_first:
        message = _("The index stands at the end of the file, so that it cannot play while it loads.")
    return Check("container", "fail" if message else "pass", measurement.container, wanted.container, message=message)
