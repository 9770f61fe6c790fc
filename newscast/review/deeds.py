"""What the stable words of the audit say to people."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.desk.people import Deed


def what_words(what: str) -> str:
    """What was done, in the visitor's language; the stable word of what has none here."""
    return {
        "account-added": _("added an account"),
        "account-changed": _("changed an account"),
        "account-removed": _("removed an account"),
        "approved": _("approved"),
        "comment-deleted": _("deleted a comment"),
        "comment-opened": _("opened a comment again"),
        "comment-replied": _("replied to a comment"),
        "comment-reopened": _("opened a comment again"),
        "comment-resolved": _("closed a comment"),
        "comment-written": _("commented"),
        "guest-invited": _("invited a guest"),
        "guest-withdrawn": _("took a guest’s link back"),
        "link-made": _("made a personal link"),
        "password-set": _("set a password"),
        "password-taken-away": _("took a password away and signed all devices out"),
        "refused": _("said that it does not go out so"),
        "restored": _("restored the desk"),
        "signed-in": _("came in"),
        "signed-out": _("signed out"),
        "ticked": _("ticked something off"),
        "unticked": _("took a tick back"),
        "word-ended": _("ended a word of approval"),
    }.get(what, what)


def details_words(deed: Deed) -> str:
    """The particulars on one line, as the record has them."""
    return " · ".join(f"{name}: {value}" for name, value in deed.details.items() if value)
