"""A newsroom with a show, people and a few files that only have to exist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.rundown.load import Loaded, load

OFFICE = """\
newsroom: 1
name: Comunicación Social
people:
  ana-ruiz: {name: Ana Ruiz, role: Presentadora}
  luis-mora: {name: Luis Mora, role: Reportero, photo: shows/info-leon/luis.png}
"""
KIT = """\
show: 1
name: INFO LEÓN
beds: {calma: bed.wav}
openers: {especial: {subtitle: Edición especial}}
"""
MEDIA = ("clips/a.mp4", "clips/b.mp4", "fotos/a.jpg", "voz/a.wav", "voz/b.wav", "spot.mp4")


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a newsroom; it is the current one, and messages are in English."""
    return entered(furnished(tmp_path.resolve() / "sala"), monkeypatch)


def furnished(root: Path) -> Path:
    """A newsroom below a folder."""
    kit = root / "assets/shows/info-leon"
    kit.mkdir(parents=True)
    (root / "assets/newsroom.yaml").write_text(OFFICE, encoding="utf-8")
    (kit / "show.yaml").write_text(KIT, encoding="utf-8")
    for path in [kit / "bed.wav", kit / "luis.png", *(root / "rundowns" / name for name in MEDIA)]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"media")
    (root / "rundowns/clips/vacio.mp4").touch()
    return root


def entered(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(root)
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    return root


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom for tests of this process that change nothing in it but the one rundown."""
    return furnished(tmp_path_factory.mktemp("standing").resolve() / "sala")


@pytest.fixture
def rewrite(standing: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | bytes], Path]:
    """As `write`, in a newsroom that stands: for tables of hundreds of rundowns, of which each is read once."""
    entered(standing, monkeypatch)
    return written


@pytest.fixture
def write(newsroom: Path) -> Callable[..., Path]:
    """Write a rundown and give the path as it would be typed."""
    return written


def written(text: str | bytes, name: str = "hoy.yaml") -> Path:
    """A rundown of the newsroom whose folder is the current one."""
    path = Path("rundowns") / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def loaded(write: Callable[..., Path]) -> Callable[..., Loaded]:
    """Write a rundown and load it."""
    return lambda text, draft=False: load(write(text), draft=draft)


@pytest.fixture
def head() -> str:
    """The lines every rundown begins with; the next one is line 5."""
    return "rundown: 1\nshow: info-leon\ndate: 2026-11-20\nsegments:\n"
