"""Somebody of each role who came in to the page of a made-up newsroom."""

from __future__ import annotations

import hashlib
import secrets
import time

from review_making import EPISODE

from newscast.desk.accounts import ROLES, add_account
from newscast.desk.database import transaction
from newscast.desk.entering import make_sign_in, spend
from newscast.review.newsroom.office import Office


def session_of_role(office: Office, role: str) -> str:
    """The secret of a new session of somebody with this role."""
    return _guest(office) if role == "guest" else _session(office, role)


def _session(office: Office, role: str) -> str:
    assert role in ROLES
    with office.people() as people:
        account = add_account(people, role, role.title(), role, "test")  # type: ignore[arg-type]
        session = spend(people, make_sign_in(people, account, "test"), "test")
    assert session
    return session


def _guest(office: Office) -> str:
    """The secret of a session that came in by a guest's link."""
    secret, now = secrets.token_urlsafe(32), time.time()
    digest = hashlib.sha256(secret.encode()).hexdigest()
    with office.people() as people, transaction(people.connection):
        link = people.connection.execute(
            "INSERT INTO links (secret, kind, guest, episode, made, made_by, expires)"
            " VALUES (?, 'guest', 'Eva', ?, ?, 'ana', ?)",
            (f"link-{digest}", EPISODE, now, now + 3600),
        ).lastrowid
        people.connection.execute(
            "INSERT INTO sessions (secret, link, device, began, used, expires) VALUES (?, ?, 'test', ?, ?, ?)",
            (digest, link, now, now, now + 3600),
        )
    return secret
