"""What the stable words of the audit say to people."""

from __future__ import annotations

import re
from typing import cast, get_args

from newscast.base.i18n import _
from newscast.desk.approvals import What
from newscast.desk.people import Deed
from newscast.review.approval.obstacles import names_of, role_name, version_in_words
from newscast.review.newsroom.agents import device_words


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
        "episode-begun": _("began an episode"),
        "exception-signed": _("signed an exception"),
        "exception-withdrawn": _("took an exception back"),
        "edited": _("changed a text of the newsroom"),
        "edited-by-hand": _("saved it in another program"),
        "edit-undone": _("took a change back"),
        "guest-invited": _("invited a guest"),
        "guest-withdrawn": _("took a guest’s link back"),
        "link-made": _("made a personal link"),
        "password-guessed": _("made somebody wait who guessed a password"),
        "password-set": _("set a password"),
        "password-taken-away": _("took a password away and signed all devices out"),
        "released": _("released it with a reason"),
        "refused": _("said that it does not go out so"),
        "reporter-invited": _("made a reporter’s link"),
        "reporter-withdrawn": _("took a reporter’s link back"),
        "restored": _("restored the desk"),
        "signed-in": _("came in"),
        "signed-out": _("signed out"),
        "ticked": _("ticked something off"),
        "unticked": _("took a tick back"),
        "upload-refused": _("sent a file that was not taken"),
        "uploaded": _("sent a file"),
        "word-ended": _("ended a word of approval"),
    }.get(what, what)


def details_words(deed: Deed) -> str:
    """The particulars on one line; digests and numbers that say nothing to people are in the exports alone."""
    return " · ".join(_detail(name, value) for name, value in deed.details.items() if value and name not in _EXPORTED)


_EXPORTED = ("word", "content", "item", "reply", "exception", "sha256")


def _detail(name: str, value: str) -> str:
    if name == "device":
        return device_words(value)
    if name == "what" and value in get_args(What):
        return names_of([cast(What, value)])
    if name == "step":
        return _("the word of {who}").format(who=role_name(value))
    if name == "version" and (found := re.fullmatch(r"(draft|final) (\d+)", value)):
        return version_in_words(found[1] == "draft", int(found[2]))
    chosen = _chosen(name, value)
    return _named(name, value) if chosen is None else chosen


def _chosen(name: str, value: str) -> str | None:
    """One of a few things that it may be; None where it may be anything."""
    if name == "proof":
        return _("with a proof")
    if name == "why":
        return {
            "changed": _("because it changed"),
            "gone": _("because it is gone"),
            "taken-back": _("because it was taken back"),
        }.get(value, value)
    if name == "by":
        return {
            "link": _("by a link"),
            "first link": _("by the newsroom’s first link"),
            "password": _("by password"),
        }.get(value, value)
    if name == "may_approve":
        return _("may approve") if value == "yes" else _("may not approve")
    return None


def _named(name: str, value: str) -> str:
    words = {
        "account": _("account {value}"),
        "address": _("from {value}"),
        "comment": _("comment {value}"),
        "deliverable": "{value}",
        "file": _("file {value}"),
        "frame": _("frame {value}"),
        "name": _("file {value}"),
        "version": _("version {value}"),
        "from": _("from {value}"),
        "guest": _("guest {value}"),
        "story": _("story {value}"),
        "reporter": _("reporter {value}"),
        "show": _("show {value}"),
        "role": _("role {value}"),
        "reason": _("reason: {value}"),
        "edit": _("change {value}"),
        "for": _("for {value}"),
        "via": _("via {value}"),
    }
    return words[name].format(value=value) if name in words else f"{name}: {value}"
