"""Who is asking, and what they may: one table for all pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from newscast.desk.entering import Session, guest_name

Right = Literal["self", "see", "comment", "internal", "edit", "approve", "invite", "release", "manage"]
"""To look after one's own way in, which everybody may; to see; to comment; to read and write what guests do not see;
to change the newsroom and ask for builds; to approve; to invite guests; to release against a check; to look after
accounts and the audit."""

RIGHTS: Mapping[str, frozenset[Right]] = {
    "producer": frozenset({"see", "comment", "internal", "edit", "invite"}),
    "editor": frozenset({"see", "comment", "internal", "edit", "invite", "approve"}),
    "director": frozenset({"see", "comment", "internal", "edit", "invite", "approve", "release", "manage"}),
    "guest": frozenset({"see", "comment"}),
}


@dataclass(frozen=True)
class Visitor:
    """Somebody who came in. `name` stands in the record, `shown` is what people read; a guest has one episode."""

    session: int
    name: str
    shown: str
    role: str
    episode: str | None = None
    may_approve: bool = False

    @property
    def is_guest(self) -> bool:
        return self.role == "guest"

    def may(self, right: Right, episode: str | None = None) -> bool:
        """Whether they may do this, to an episode where it is about one."""
        if right == "self":
            return True
        if self.is_guest and episode != self.episode:
            return False
        return right in RIGHTS[self.role] or (right == "approve" and self.may_approve)


def visitor_of(session: Session) -> Visitor:
    """Whoever came in with this session."""
    account = session.account
    if account:
        return Visitor(session.id, account.name, account.shown, account.role)
    assert session.guest and session.link
    return Visitor(session.id, guest_name(session.link), session.guest, "guest", session.episode, session.may_approve)
