"""A store far away, by fsspec: results are made here, kept there, and fetched to a folder here when they are used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newscast.base.errors import MachineError
from newscast.base.i18n import _
from newscast.store.store import Kept, Result, Store


class RemoteStore(Store):
    """`address` is a URL of fsspec, such as s3://bucket/prefix; `cache` a folder of this machine.

    What is in the cache is in the store: a result is uploaded before it gets its name in the cache.
    """

    shared = True

    def __init__(self, address: str, cache: Path) -> None:
        super().__init__(cache)
        self._address = address.rstrip("/")
        self._files, self._root = _opened(self._address)
        self._listed: set[str] | None = None

    @property
    def address(self) -> str:
        return self._address

    def has(self, result: Result) -> bool:
        return super().has(result) or result.name in self._far_names()

    def fetch(self, result: Result) -> Path:
        path = self.path(result)
        if super().has(result):
            return path
        aside = self.scratch() / result.name
        with self._spoken_to():
            self._files.get_file(self._far(result.name), str(aside))
        super().keep(aside, result)
        return path

    def share(self, result: Result) -> None:
        # What lies in the cache may have been collected far away.
        if result.name not in self._far_names():
            self._upload(self.path(result), result)

    def keep(self, made: Path, result: Result) -> Path:
        self._upload(made, result)
        return super().keep(made, result)

    def _upload(self, path: Path, result: Result) -> None:
        with self._spoken_to(FileExistsError):
            # Never over what is there: another machine may have made the same, and be read from at this moment.
            self._files.put_file(str(path), self._far(result.name), mode="create")
        if self._listed is not None:
            self._listed.add(result.name)

    def _far_names(self) -> set[str]:
        """All results that are kept there, by one look: a question for each would take its time each."""
        if self._listed is None:
            with self._spoken_to():
                self._listed = {Path(name).name for name in self._files.find(f"{self._root}/objects")}
        return self._listed

    def kept(self) -> Iterator[Kept]:
        with self._spoken_to():
            found = self._files.find(f"{self._root}/objects", detail=True)
        for name, details in found.items():
            yield Kept(Path(name).name, details["size"], _moment(details))

    def forget(self, kept: Kept) -> None:
        with self._spoken_to(FileNotFoundError):
            self._files.rm_file(self._far(kept.name))
        super().forget(kept)

    def notes(self, folder: str) -> list[str]:
        with self._spoken_to():
            return [f"{folder}/{Path(name).name}" for name in self._files.find(f"{self._root}/{folder}")]

    def read_note(self, name: str) -> bytes | None:
        with self._spoken_to(FileNotFoundError):
            content: bytes = self._files.cat_file(f"{self._root}/{name}")
            return content
        return None

    def first_note(self, name: str, content: bytes) -> bytes:
        if (known := self.read_note(name)) is not None:
            return known
        with self._spoken_to(FileExistsError):
            self._files.pipe_file(f"{self._root}/{name}", content, mode="create")
        return self.read_note(name) or content

    def write_note(self, name: str, content: bytes) -> None:
        with self._spoken_to():
            self._files.pipe_file(f"{self._root}/{name}", content)

    def forget_note(self, name: str) -> None:
        with self._spoken_to(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{name}")

    def _far(self, name: str) -> str:
        return f"{self._root}/objects/{name[:2]}/{name}"

    @contextmanager
    def _spoken_to(self, *expected: type[Exception]) -> Iterator[None]:
        """Let what is expected pass in silence, and turn what else goes wrong on the way into a MachineError."""
        try:
            yield
        except expected:
            pass
        except Exception as error:
            raise _unreachable(self._address, error) from error


def _opened(address: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it."""
    import fsspec

    try:
        files, root = fsspec.url_to_fs(address, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        message = _("The store {address} cannot be used: {reason}. For S3, install newscast[s3].")
        raise MachineError(message.format(address=address, reason=error)) from error
    except Exception as error:
        raise _unreachable(address, error) from error
    return files, str(root).rstrip("/")


def _unreachable(address: str, error: Exception) -> MachineError:
    message = _("The store {address} does not answer as it should: {reason}.")
    return MachineError(message.format(address=address, reason=error), repr(error))


def _moment(details: dict[str, Any]) -> float:
    """When a result was made, in seconds since 1970: far stores do not say when one was last read."""
    moment = details.get("LastModified") or details.get("mtime") or details.get("created") or 0.0
    return float(moment.timestamp() if hasattr(moment, "timestamp") else moment)
