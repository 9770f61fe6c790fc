"""Every deliverable there is, by name."""

from __future__ import annotations

from newscast.deliverables import radio, reel, square, tv, web
from newscast.deliverables.base import Deliverable

DELIVERABLES: dict[str, Deliverable] = {
    deliverable.name: deliverable for deliverable in (radio.RADIO, tv.TV, web.WEB, reel.REEL, square.SQUARE)
}
