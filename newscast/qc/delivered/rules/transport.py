"""MPEG transport streams."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import ASKED, Rule, all_among, at_most, same
from newscast.qc.delivered.rules.remedies import again

_TABLES, _MAPS = 0.1025, 0.405
"""Seconds: the association table every 100 ms, maps every 400 ms (ATSC A/65, ETSI TR 101 290 allows 500 ms), and the
packet that comes between."""
_CLOCK = 0.1
"""Seconds between clock references (ISO/IEC 13818-1, 2.7.2)."""
_UNEVEN = 0.02
"""The share by which the rate may differ between two clock references: a packet more or less."""


def rules() -> tuple[Rule, ...]:
    """What a receiver needs to follow it."""
    return (
        Rule("ts-packets", "synchronised", same, True, _("Not every packet begins where it should."), again()),
        Rule("ts-lost", "lost", same, 0, _("{found} packets are missing or come in another order."), again()),
        Rule("ts-clear", "unclear", same, 0, _("{found} packets are marked as damaged or scrambled."), again()),
        Rule(
            "ts-tables",
            "tables_every",
            at_most,
            _TABLES,
            _("The programme table (PAT) comes every {found} s, and should every {wanted} s."),
            again(),
        ),
        Rule(
            "ts-maps",
            "maps_every",
            at_most,
            _MAPS,
            _("The programme map (PMT) comes every {found} s, and should every {wanted} s."),
            again(),
        ),
        Rule(
            "ts-clock",
            "clock_every",
            at_most,
            _CLOCK,
            _("A clock reference comes every {found} s, and should every {wanted} s."),
            again(),
        ),
        Rule(
            "ts-constant",
            "uneven",
            at_most,
            _UNEVEN,
            _("The rate of the stream is not constant: it differs by the share of {found}."),
            again(),
        ),
        Rule(
            "ts-entries",
            "entries_every",
            at_most,
            ASKED,
            _("A receiver finds a picture to begin with every {found} s, and should every {wanted} s."),
            again(),
        ),
        Rule(
            "ts-languages",
            "languages",
            all_among,
            ASKED,
            _("Tracks are tagged with the languages {found} instead of {wanted}."),
            again(),
        ),
    )
