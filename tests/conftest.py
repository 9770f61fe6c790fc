"""What the tests of all rooms share."""

from __future__ import annotations

import atexit
import compileall
import fcntl
import gc
import itertools
import os
import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from children import FAR_END, Examiners
from compiling import compile_once
from disk import hasten
from memory import InMemory, in_memory
from ordering import put_in_order
from reading import remember
from realtools import RealTools
from recording import record
from reporting import keep_short
from small_room import Sala, make_sala

import newscast
from newscast.base.binary import find_binary
from newscast.base.status import status_of
from newscast.build.takes import fits
from newscast.engine import local, nursery
from newscast.engine.abilities import require
from newscast.media import crowd, examiner
from newscast.media.hearing import heard
from newscast.media.info import MediaInfo
from newscast.media.memory import Memory, seen_by
from newscast.media.probe import probe
from newscast.wrappers.mxf.finishing import KEPT_ROOM

# How long an example takes says nothing on a busy machine. Each run tries others; whoever changes what such a test
# guards tries more at once, with --hypothesis-profile=thorough.
hypothesis.settings.register_profile("newscast", deadline=None, max_examples=60)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("newscast")
# Nor are constants of all the package tried as examples: each process would look through hundreds of modules for them.
with suppress(ImportError):
    from hypothesis.internal.conjecture import providers

    if hasattr(providers, "_local_constants"):
        providers._get_local_constants = lambda: providers._local_constants


@pytest.fixture
def tools(tmp_path: Path) -> RealTools:
    """Tools whose scratch folder is named as badly as folders are."""
    scratch = tmp_path / "a b'c:d,e[f]=ñ"
    scratch.mkdir()
    return RealTools(scratch)


Fill = Callable[[Path], None]


@pytest.fixture(scope="session")
def made_once(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Callable[[str, Callable[[Path], None]], Path]:
    """made_once(name, make): a copy for this process of a folder that `make` filled, in whichever process first."""
    own = tmp_path_factory.getbasetemp()

    def folder(name: str, make: Fill) -> Path:
        made = (own if worker_id == "master" else own.parent) / f"made-{name}"
        with made.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                aside = own / f"making-{name}"
                aside.mkdir()
                make(aside)
                aside.rename(made)
        return Path(shutil.copytree(made, own / name))

    return folder


@pytest.fixture(scope="session")
def recordings(tmp_path_factory: pytest.TempPathFactory, made_once: Any) -> Path:
    """A folder of small recordings, photos and music."""
    return made_once("recordings", lambda folder: record(folder, tmp_path_factory.mktemp("talk")))


@pytest.fixture(scope="session", autouse=True)
def disk() -> Iterator[None]:
    """Nobody waits for it."""
    with pytest.MonkeyPatch.context() as patch:
        hasten(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def texts() -> Iterator[None]:
    """What was parsed is known."""
    with pytest.MonkeyPatch.context() as patch:
        remember(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def templates(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[None]:
    """What was compiled is known, also to the other processes."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "templates"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        compile_once(patch, folder)
        yield


@pytest.fixture(scope="session", autouse=True)
def examiners() -> Iterator[None]:
    """What opens files goes on for the next ones, in whatever test."""
    kept = Examiners()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crowd, "Examiner", kept)
        patch.setattr(examiner, "_start", kept.start)
        yield
    kept.close()


@pytest.fixture(scope="session")
def workers() -> Iterator[None]:
    """Builds of this process have workers that are there at once, however many builds there are.

    What one loads takes longer than all that most tests have it make.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSCAST_LANG", "en")
        patch.setattr(nursery, "_nursery", None)
        with patch.context() as beginning:
            beginning.setattr(nursery, "_FAR_END", FAR_END)
            opened = nursery.open_nursery()
        for module in (nursery, local):
            patch.setattr(module, "close_nursery", lambda: None)
        if opened:
            opened.prepare()
        yield
        if opened:
            opened.close()


@pytest.fixture(scope="session")
def shared_store(tmp_path_factory: pytest.TempPathFactory, workers: None) -> Path:
    """A store for all builds of the test run, so that equal steps are made once."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="session")
def known_ffmpeg(made_once: Any) -> Path:
    """A folder with what a store remembers of the usual ffmpeg, as `ffmpeg.json`."""

    def ask(folder: Path) -> None:
        require(find_binary(folder / "ffmpeg.json"), folder / "ffmpeg.json")

    return Path(made_once("known", ask))


@pytest.fixture(scope="session")
def acquainted(known_ffmpeg: Path, recordings: Path) -> Callable[[Path, Path], Path]:
    """acquainted(store, root): the store, which knows the usual ffmpeg and a small newsroom's recordings as after a
    first build there, and holds nothing more."""
    known = known_ffmpeg
    binary, memory = find_binary(known / "ffmpeg.json"), Memory(known)
    media = probe(list(recordings.iterdir()), memory, binary)
    heard((info for info in media.values() if isinstance(info, MediaInfo)), memory, binary)
    facts = {path.name: memory.facts(path, status_of(path), seen_by(binary)) for path in media}

    def meet(store: Path, root: Path) -> Path:
        store.mkdir(parents=True, exist_ok=True)
        for name in ("ffmpeg.json", "probes.json"):
            shutil.copy(known / name, store / name)
        memory = Memory(store)
        for folder, (name, seen) in itertools.product(("rundowns", "assets/shows/chica"), facts.items()):
            if seen and (path := root / folder / name).exists():
                memory.keep(path, status_of(path), seen[1], seen[0], seen_by(binary))
        memory.save()
        return store

    return meet


@pytest.fixture(scope="session")
def salas(recordings: Path) -> Callable[[Path], Sala]:
    """Makes a small newsroom below a folder."""
    return lambda root: make_sala(root, recordings)


@pytest.fixture
def sala(
    tmp_path: Path,
    recordings: Path,
    shared_store: Path,
    acquainted: Callable[[Path, Path], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Sala:
    """A small newsroom of its own for a test, which keeps results in the store of all; messages are English.

    Nothing is known of what other tests had its recordings say.
    """
    shutil.rmtree(shared_store / fits.FOLDER, ignore_errors=True)
    monkeypatch.setenv("NEWSCAST_STORE", str(shared_store))
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    root = tmp_path.resolve() / "sala"
    root.mkdir()
    monkeypatch.chdir(root)
    made = make_sala(root, recordings)
    acquainted(shared_store, root)
    return made


@pytest.fixture
def own_store(sala: Sala, acquainted: Callable[[Path, Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store of the newsroom of this test, for which it has one of its own."""
    store = acquainted(sala.root.parent / "store", sala.root)
    monkeypatch.setenv("NEWSCAST_STORE", str(store))
    return store


def pytest_configure(config: pytest.Config) -> None:
    """What is read from source once is kept for the hundreds of processes that tests start, and for the other workers.

    Where the environment asks that no bytecode be written, each of them would compile the package again. pytest puts
    words into every `assert` as it reads a file, which takes half of all reading: each worker begins with another
    folder, so that each does its share of it.
    """
    sys.dont_write_bytecode = False
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(Path(newscast.__file__).parent, quiet=2)
        if only_think(config) and not config.option.basetemp and (own := in_memory()):
            config.stash[OWN_FOLDER] = own
            config.option.basetemp = str(own.folder / "tests")
    keep_short(config)


OWN_FOLDER = pytest.StashKey[InMemory]()


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> Generator[None, Any, Any]:
    result = yield
    if own := session.config.stash.get(OWN_FOLDER, None):
        own.leave(passed=session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED))
    return result


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """A worker that has told everything ends at once: Python would free half a gigabyte of objects one by one."""
    if hasattr(config, "workerinput"):
        atexit._run_exitfuncs()
        os._exit(0)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Three processes, also on two cores: with two a quarter of their time was left, since a test waits for its
    children, for clocks and for the disk. What only thinks waits for nothing, and each process reads all tests first.
    """
    return 2 if only_think(config) else 3


def only_think(config: pytest.Config) -> bool:
    """Whether neither slow tests were asked for nor those that start programs."""
    return {"not slow", "not real"} <= set(config.option.markexpr.split(" and "))


RARELY = 10_000
"""Objects that are made before some are looked through, instead of 700: what tests remember of each other stays."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, Any, Any]:
    """What is collected stays: neither meanwhile nor later is it looked through for what nobody needs any more."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(RARELY, *gc.get_threshold()[1:])
        gc.enable()


@pytest.fixture(scope="session")
def small_master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A master as ffmpeg makes it of two pieces of 20 frames, with two mono tracks, from 07:05:00;02: not finished."""
    folder = tmp_path_factory.mktemp("master")
    tools = RealTools(folder)
    exact = ["-fflags", "+bitexact", "-map_metadata", "-1"]
    for name in ("a", "b"):
        picture = ["-f", "lavfi", "-i", f"testsrc2=s=320x180:r=30000/1001,hue=h={ord(name)}", "-frames:v", "20"]
        coding = "-c:v mpeg2video -pix_fmt yuv422p -g 15 -bf 2 -b:v 1400k -maxrate 1400k -bufsize 490k -scan_offset 1"
        flags = "-sc_threshold 1000000000 -flags:v +bitexact+ildct+cgop -profile:v 0 -level:v 2 -threads 1"
        tools.ffmpeg([*picture, *coding.split(), *flags.split(), *exact, str(folder / f"{name}.mxf")])
    (folder / "list").write_text("ffconcat version 1.0\nfile a.mxf\nfile b.mxf\n")
    sound = ["-f", "lavfi", "-i", "sine=r=48000:d=1.3346", "-f", "lavfi", "-i", "sine=r=48000:f=300:d=1.3346"]
    maps = "-map 0:v -map 1:a -map 2:a -c:v copy -c:a pcm_s24le -timecode 07:05:00;02 -f mxf -metadata"
    joined = ["-f", "concat", "-i", str(folder / "list"), *sound, *maps.split(), KEPT_ROOM["metadata"], *exact]
    tools.ffmpeg([*joined, str(folder / "joined.mxf")])
    return folder / "joined.mxf"


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    report = yield
    told = getattr(collector.config, "workerinput", None)
    if isinstance(collector, pytest.Dir) and told:
        first = len(report.result) * int(told["workerid"].removeprefix("gw")) // told["workercount"]
        report.result = report.result[first:] + report.result[:first]
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    put_in_order(items)
