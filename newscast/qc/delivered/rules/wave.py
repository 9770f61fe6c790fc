"""WAVE files as playout systems of radio stations take them."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import ASKED, Rule, same, same_if_there, there, within
from newscast.qc.delivered.rules.remedies import again, profile

_METER, _RANGE, _PEAK = 0.15, 1.0, 0.4
"""By how much two meters may differ: LU (EBU Tech 3341 has 0.1; one of them says tenths alone), LU of the range
(Tech 3342), dB (Tech 3341, 2.6)."""


def rules() -> tuple[Rule, ...]:
    """The wrapper, the broadcast extension, the cart."""
    return (*_wrapper(), *_extension(), *_loudness(), *_cart())


def _wrapper() -> tuple[Rule, ...]:
    return (
        Rule("wave-sizes", "sizes", same, True, _("The file gives its own length, or its samples', wrongly."), again()),
        Rule(
            "wave-format",
            "format_tag",
            same,
            1,
            _("The sound is not marked as plain PCM (format {found} instead of {wanted}), which older systems need."),
            again(),
        ),
        Rule(
            "wave-length",
            "samples",
            same,
            ASKED,
            _("There are {found} samples instead of {wanted}."),
            again(),
        ),
    )


def _extension() -> tuple[Rule, ...]:
    return (
        Rule(
            "bext",
            "bext",
            same,
            True,
            _("The file has no broadcast extension (bext): a playout system knows neither its title nor its date."),
            again(),
        ),
        Rule("bext-version", "bext_version", same, 2, _("Its broadcast extension has version {found}."), again()),
        Rule("bext-date", "bext_dated", same, True, _("It holds no date and time that exist."), again()),
        Rule(
            "bext-day",
            "bext_date",
            same,
            ASKED,
            _("It is dated {found} instead of {wanted}."),
            _("Look at “date” in the rundown, and build again."),
        ),
        Rule(
            "bext-reference",
            "time_reference",
            same,
            ASKED,
            _("Its time reference is sample {found} of the day instead of {wanted}."),
            _("Look at “air” in the rundown, and build again."),
        ),
        Rule(
            "bext-time",
            "bext_time",
            same,
            ASKED,
            _("Its time of day is {found} instead of {wanted}."),
            _("Look at “air” in the rundown, and build again."),
        ),
        Rule(
            "bext-umid-own",
            "umid_follows",
            same,
            True,
            _("Its identifier (UMID) is not that of its sound: a system would take it for another."),
            again(),
        ),
        Rule("bext-umid", "umid", there, True, _("It has no identifier of its own (UMID)."), again()),
        Rule("bext-history", "history", there, True, _("It does not say how it was coded (coding history)."), again()),
    )


def _loudness() -> tuple[Rule, ...]:
    text = _("It says of its loudness: {found}; measured are {wanted}.")
    facts = {
        "bext-loudness": ("said_loudness", _METER),
        "bext-range": ("said_range", _RANGE),
        "bext-peak": ("said_peak", _PEAK),
        "bext-momentary": ("said_momentary", _METER),
        "bext-short-term": ("said_short_term", _METER),
    }
    return tuple(Rule(code, fact, within(most), ASKED, text, again()) for code, (fact, most) in facts.items())


def _cart() -> tuple[Rule, ...]:
    texts = {
        "cart-title": ("cart_title", _("title")),
        "cart-artist": ("cart_artist", _("artist")),
        "cart-cut": ("cart_cut", _("cut id")),
        "cart-client": ("cart_client", _("client")),
        "cart-category": ("cart_category", _("category")),
        "cart-classification": ("cart_classification", _("classification")),
    }
    marks = {
        "cart-start": ("cart_start", _("The cart begins at {found} instead of {wanted}.")),
        "cart-end": ("cart_end", _("The cart ends at {found} instead of {wanted}.")),
        "cart-marks": ("cart_marks", _("The cart's timers are {found} instead of {wanted}.")),
        "cart-out-cue": ("cart_out_cue", _("The cart's out cue is “{found}” instead of “{wanted}”.")),
    }
    said = _("The cart's {what} is “{{found}}” instead of “{{wanted}}”.")
    return (
        Rule(
            "cart",
            "cart",
            same,
            ASKED,
            _("The file has no cart chunk: the station would have to type in what it is."),
            profile("cart: true"),
        ),
        Rule("cart-version", "cart_version", same_if_there, "0101", _("Its cart has version {found}."), again()),
        Rule(
            "cart-dates",
            "cart_dated",
            same_if_there,
            True,
            _("The cart's dates do not exist, or it ends before it begins: the station would not play it."),
            _("Look at “date” and “air” in the rundown, and build again."),
        ),
        Rule(
            "cart-timers", "cart_timers", same_if_there, True, _("A timer of the cart stands after the end."), again()
        ),
        *(
            Rule(code, fact, same, ASKED, said.format(what=what), profile(code.removeprefix("cart-")))
            for code, (fact, what) in texts.items()
        ),
        *(Rule(code, fact, same, ASKED, text, again()) for code, (fact, text) in marks.items()),
    )
