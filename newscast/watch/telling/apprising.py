"""The services that Apprise knows, at the addresses that newsroom.yaml names; nothing of an address is ever said."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec

from newscast.base.i18n import _
from newscast.watch.telling.notes import Note
from newscast.watch.telling.told import Told

Addresses = Mapping[str, Sequence[str]]
"""The addresses of each event; those under `all` get every one."""


def is_installed() -> bool:
    """Whether there is an Apprise; it is an extra."""
    try:
        return find_spec("apprise") is not None
    except ValueError:
        return False


def services_for(
    addresses: Addresses, log: Callable[[str], None], say: Callable[[Told], None]
) -> dict[str, list[Apprised]]:
    _silence()
    known: dict[str, Apprised] = {}
    found: dict[str, list[Apprised]] = {}
    for event, listed in addresses.items():
        for number, address in enumerate(listed, start=1):
            name = f"{event}[{number}]"
            try:
                service = known.setdefault(address, Apprised(name, address))
            except Exception as error:
                # Whatever is wrong with a library, or a plugin with its address, the watcher goes on.
                log(f"notification: {name}: {type(error).__name__}")
                service = None
            if service and service.understood:
                found.setdefault(event, []).append(service)
            else:
                form = _("{address} of `notify` in assets/newsroom.yaml is no address that Apprise knows.")
                say(Told("trouble", reason=form.format(address=name)))
    return found


def _silence() -> None:
    """What Apprise and those whom it uses say of addresses goes nowhere: passwords are in them."""
    for name in ("apprise", "urllib3", "requests"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


class Apprised:
    """One address; making it may raise anything, whose text may hold the address."""

    def __init__(self, name: str, address: str) -> None:
        from apprise import Apprise, AppriseAsset

        # Nothing of what is sent is kept on the disk.
        asset = AppriseAsset(app_id="newscast", app_desc="newscast", async_mode=False, storage_mode="memory")
        self.name = name
        self._apprise = Apprise(asset=asset)
        self.understood = bool(self._apprise.add(address))

    def send(self, note: Note) -> bool:
        from apprise import NotifyFormat, NotifyType

        kinds = {
            "plain": NotifyType.INFO,
            "good": NotifyType.SUCCESS,
            "warning": NotifyType.WARNING,
            "bad": NotifyType.FAILURE,
        }
        told = self._apprise.notify(
            body=note.body, title=note.title, notify_type=kinds[note.grade], body_format=NotifyFormat.TEXT
        )
        return bool(told)
