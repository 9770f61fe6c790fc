"""Sound tracks, in whichever wrapper."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import ASKED, Rule, same
from newscast.qc.delivered.rules.remedies import again, profile


def rules() -> tuple[Rule, ...]:
    """How many tracks, and how each is coded."""
    return (
        Rule(
            "sound-codec",
            "sound_codecs",
            same,
            ASKED,
            _("The sound is coded as {found} instead of {wanted}."),
            again(),
        ),
        Rule(
            "sound-tracks",
            "tracks",
            same,
            ASKED,
            _("There are {found} sound tracks instead of {wanted}."),
            profile("tracks"),
        ),
        Rule(
            "sound-channels",
            "channels",
            same,
            ASKED,
            _("The sound tracks have {found} channels instead of {wanted}."),
            profile("tracks"),
        ),
        Rule(
            "sound-rate",
            "sample_rates",
            same,
            ASKED,
            _("The sound has {found} samples a second instead of {wanted}."),
            again(),
        ),
        Rule(
            "sound-bits",
            "sound_bits",
            same,
            ASKED,
            _("The sound has samples of {found} bits instead of {wanted}."),
            again(),
        ),
    )
