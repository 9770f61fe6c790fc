"""Which episodes name a file, however it is spelled."""

from __future__ import annotations

from collections.abc import Iterable

from newscast.base.filenames import alike


class Naming:
    """Names of files by episode, and episodes by name; paths are from the newsroom's folder."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        self._episodes: dict[str, tuple[str, ...]] = {}

    def put(self, episode: str, names: Iterable[str]) -> None:
        """The files that an episode names from now on."""
        before, now = self._names.pop(episode, ()), tuple(dict.fromkeys(map(alike, names)))
        if before != now:
            for name in before:
                self._set(name, tuple(each for each in self._episodes[name] if each != episode))
            for name in now:
                self._set(name, (*self._episodes.get(name, ()), episode))
        if now:
            self._names[episode] = now

    def of(self, name: str, below: bool = False) -> set[str]:
        """The episodes that name a file, or when `below`, also those that name a file in a folder of that name."""
        name = alike(name)
        found = set(self._episodes.get(name, ()))
        if below:
            found.update(*(episodes for each, episodes in self._episodes.items() if each.startswith(f"{name}/")))
        return found

    def _set(self, name: str, episodes: tuple[str, ...]) -> None:
        if episodes:
            self._episodes[name] = episodes
        else:
            del self._episodes[name]
