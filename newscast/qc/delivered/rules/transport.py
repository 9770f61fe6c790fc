"""MPEG transport streams."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import Rule, all_among, at_most
from newscast.qc.delivered.rules.forms import asked, fixed

_TABLES, _MAPS = 0.1025, 0.405
"""Seconds: the association table every 100 ms, maps every 400 ms (ATSC A/65, ETSI TR 101 290 allows 500 ms), and the
packet that comes between."""
_CLOCK = 0.1
"""Seconds between clock references (ISO/IEC 13818-1, 2.7.2)."""
_UNEVEN = 0.02
"""The share by which the rate may differ between two clock references: a packet more or less."""


def rules() -> tuple[Rule, ...]:
    """What a receiver needs to follow it."""
    return (*_packets(), *_times(), *_tongues())


def _packets() -> tuple[Rule, ...]:
    return (
        fixed("ts-packets", "synchronised", True, _("Not every packet begins where it should.")),
        fixed("ts-lost", "lost", 0, _("{found} packets are missing or come in another order.")),
        fixed("ts-clear", "unclear", 0, _("{found} packets are marked as damaged or scrambled.")),
    )


def _times() -> tuple[Rule, ...]:
    return (
        fixed(
            "ts-tables",
            "tables_every",
            _TABLES,
            _("The programme table (PAT) comes every {found} s, and should every {wanted} s."),
            meets=at_most,
        ),
        fixed(
            "ts-maps",
            "maps_every",
            _MAPS,
            _("The programme map (PMT) comes every {found} s, and should every {wanted} s."),
            meets=at_most,
        ),
        fixed(
            "ts-clock",
            "clock_every",
            _CLOCK,
            _("A clock reference comes every {found} s, and should every {wanted} s."),
            meets=at_most,
        ),
        fixed(
            "ts-constant",
            "uneven",
            _UNEVEN,
            _("The rate of the stream is not constant: it differs by the share of {found}."),
            meets=at_most,
        ),
        asked(
            "ts-entries",
            "entries_every",
            _("A receiver finds a picture to begin with every {found} s, and should every {wanted} s."),
            meets=at_most,
        ),
    )


def _tongues() -> tuple[Rule, ...]:
    return (
        asked(
            "ts-languages",
            "languages",
            _("Tracks are tagged with the languages {found} instead of {wanted}."),
            meets=all_among,
        ),
    )
