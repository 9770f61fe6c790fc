"""Sound tracks, in whichever wrapper."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import Rule
from newscast.qc.delivered.rules.forms import asked
from newscast.qc.delivered.rules.remedies import profile


def rules() -> tuple[Rule, ...]:
    """How many tracks, and how each is coded."""
    return (
        asked("sound-codec", "sound_codecs", _("The sound is coded as {found} instead of {wanted}.")),
        asked("sound-tracks", "tracks", _("There are {found} sound tracks instead of {wanted}."), profile("tracks")),
        asked(
            "sound-channels",
            "channels",
            _("The sound tracks have {found} channels instead of {wanted}."),
            profile("tracks"),
        ),
        asked("sound-rate", "sample_rates", _("The sound has {found} samples a second instead of {wanted}.")),
        asked("sound-bits", "sound_bits", _("The sound has samples of {found} bits instead of {wanted}.")),
    )
