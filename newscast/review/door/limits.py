"""How often something may be tried: so many at once, and again with time. Nobody is locked out for good."""

from __future__ import annotations

import ipaddress
import threading
from dataclasses import dataclass
from time import monotonic

from starlette.requests import Request

from newscast.base.i18n import _
from newscast.base.moments import lasting
from newscast.review.door.wrong import RefusedError


@dataclass(frozen=True)
class Limit:
    """`most` at once; after that one more each time `seconds` divided by `most` have passed."""

    name: str
    most: int
    seconds: float


WRONG_HERE = Limit("wrong-here", 6, 300)
"""Wrong passwords of one account from one address."""
WRONG_ACCOUNT = Limit("wrong-account", 40, 3600)
"""Wrong passwords of one account from everywhere: who is elsewhere still comes in by a link."""
WRONG_ADDRESS = Limit("wrong-address", 30, 600)
"""Wrong passwords and links from one address: a whole office may be behind it."""
UPLOADS = Limit("uploads", 20, 600)
"""Files that one visitor sends."""
CHANGES = Limit("changes", 240, 60)
"""What one visitor changes."""
BEGUN = Limit("begun", 120, 600)
"""Files that one sender begins to send in pieces."""
PIECES = Limit("pieces", 1200, 60)
"""Pieces of files that one sender sends: 40 MB a second where they are as large as they may be."""
_MOST_KEYS = 20_000


class Limits:
    """What was used of limits, by name and key; in memory, because a restart may forget it."""

    def __init__(self) -> None:
        self._used: dict[tuple[str, str], tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, limit: Limit, key: str) -> float:
        """Use one, where there is one. Seconds until there is; 0 where it was used."""
        with self._lock:
            used = self._used_now(limit, key)
            if used + 1 > limit.most:
                return (used + 1 - limit.most) * limit.seconds / limit.most
            self._used.pop((limit.name, key), None)
            self._used[limit.name, key] = (used + 1, monotonic())
            if len(self._used) > _MOST_KEYS:
                del self._used[next(iter(self._used))]
        return 0.0

    def wait(self, limit: Limit, key: str) -> float:
        """Seconds until one can be used; 0 where one can. Uses none."""
        with self._lock:
            return max(0.0, self._used_now(limit, key) + 1 - limit.most) * limit.seconds / limit.most

    def _used_now(self, limit: Limit, key: str) -> float:
        used, at = self._used.get((limit.name, key), (0.0, 0.0))
        return max(0.0, used - (monotonic() - at) * limit.most / limit.seconds)


def refuse_after(seconds: float) -> None:
    """Raises RefusedError where there is time to wait."""
    if seconds > 0:
        message = _("That was too often. Try again in {time}.")
        raise RefusedError(429, message.format(time=lasting(max(1.0, seconds))), after=max(1.0, seconds))


def address_of_client(request: Request) -> str:
    """Where a request comes from, as limits count it: a network of IPv6, which is one household's, is one address."""
    host = request.client.host if request.client else ""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else host
