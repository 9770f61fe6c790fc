"""What all pages work with: the newsroom, its desk, and where its clocks are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from newscast.base.zones import zone_of
from newscast.desk.ledger import Ledger, open_ledger
from newscast.desk.people import People, open_people
from newscast.desk.place import ready_desk
from newscast.show.load import load_newsroom
from newscast.show.model import Newsroom
from newscast.show.newsroom import OUTPUT


@dataclass(frozen=True)
class Office:
    """A newsroom as the page serves it. Databases are opened for a moment: their connections belong to one thread."""

    root: Path
    desk: Path

    def newsroom(self) -> Newsroom:
        """newsroom.yaml as it is now; what is wrong in it counts as not written."""
        return load_newsroom(self.root, [])

    def zone(self) -> tzinfo | None:
        """Where the newsroom's clocks are; None for those of the system."""
        name = self.newsroom().timezone
        return zone_of(name) if name else None

    def folder(self, episode: str) -> Path:
        """The folder of an episode, by a name that is_episode() accepts."""
        return self.root / OUTPUT / episode

    @contextmanager
    def people(self) -> Iterator[People]:
        """The record of what people did. Raises BrokenError, MachineError."""
        with closing(open_people(self.desk)) as people:
            yield people

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger of jobs. Raises MachineError."""
        with closing(open_ledger(self.desk)) as ledger:
            yield ledger


def open_office(root: Path) -> Office:
    """The newsroom at `root` for the page. Raises FilesError, MachineError."""
    return Office(root, ready_desk(root))


def is_episode(name: str) -> bool:
    """Whether this may be the name of an episode's folder: one name, nothing that leads elsewhere."""
    return bool(name) and not name.startswith(".") and "/" not in name and "\\" not in name and "\0" not in name
