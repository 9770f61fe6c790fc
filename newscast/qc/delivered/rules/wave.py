"""WAVE files as playout systems of radio stations take them."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import Rule, same_if_there, there, within
from newscast.qc.delivered.rules.forms import asked, fixed
from newscast.qc.delivered.rules.remedies import profile

_METER, _RANGE, _PEAK = 0.15, 1.0, 0.4
"""By how much two meters may differ: LU (EBU Tech 3341 has 0.1; one of them says tenths alone), LU of the range
(Tech 3342), dB (Tech 3341, 2.6)."""


def rules() -> tuple[Rule, ...]:
    """The wrapper, the broadcast extension, the cart."""
    return (*_wrapper(), *_extension(), *_loudness(), *_cart())


def _wrapper() -> tuple[Rule, ...]:
    return (
        fixed("wave-sizes", "sizes", True, _("The file gives its own length, or its samples', wrongly.")),
        fixed(
            "wave-format",
            "format_tag",
            1,
            _("The sound is not marked as plain PCM (format {found} instead of {wanted}), which older systems need."),
        ),
        asked("wave-length", "samples", _("There are {found} samples instead of {wanted}.")),
    )


def _extension() -> tuple[Rule, ...]:
    return (
        fixed(
            "bext",
            "bext",
            True,
            _("The file has no broadcast extension (bext): a playout system knows neither its title nor its date."),
        ),
        fixed("bext-version", "bext_version", 2, _("Its broadcast extension has version {found}.")),
        fixed("bext-date", "bext_dated", True, _("It holds no date and time that exist.")),
        asked(
            "bext-day",
            "bext_date",
            _("It is dated {found} instead of {wanted}."),
            _("Look at “date” in the rundown, and build again."),
        ),
        asked(
            "bext-reference",
            "time_reference",
            _("Its time reference is sample {found} of the day instead of {wanted}."),
            _("Look at “air” in the rundown, and build again."),
        ),
        asked(
            "bext-time",
            "bext_time",
            _("Its time of day is {found} instead of {wanted}."),
            _("Look at “air” in the rundown, and build again."),
        ),
        fixed(
            "bext-umid-own",
            "umid_follows",
            True,
            _("Its identifier (UMID) is not that of its sound: a system would take it for another."),
        ),
        fixed("bext-umid", "umid", True, _("It has no identifier of its own (UMID)."), meets=there),
        fixed("bext-history", "history", True, _("It does not say how it was coded (coding history)."), meets=there),
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
    return tuple(asked(code, fact, text, meets=within(most)) for code, (fact, most) in facts.items())


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
        asked(
            "cart",
            "cart",
            _("The file has no cart chunk: the station would have to type in what it is."),
            profile("cart: true"),
        ),
        fixed("cart-version", "cart_version", "0101", _("Its cart has version {found}."), meets=same_if_there),
        fixed(
            "cart-dates",
            "cart_dated",
            True,
            _("The cart's dates do not exist, or it ends before it begins: the station would not play it."),
            _("Look at “date” and “air” in the rundown, and build again."),
            meets=same_if_there,
        ),
        fixed("cart-timers", "cart_timers", True, _("A timer of the cart stands after the end."), meets=same_if_there),
        *(
            asked(code, fact, said.format(what=what), profile(code.removeprefix("cart-")))
            for code, (fact, what) in texts.items()
        ),
        *(asked(code, fact, text) for code, (fact, text) in marks.items()),
    )
