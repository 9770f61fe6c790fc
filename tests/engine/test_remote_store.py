"""A store on S3: a real server on loopback, results made here and kept there."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from newscast.base.binary import Binary
from newscast.base.errors import MachineError
from newscast.engine import traits
from newscast.engine.engine import Engine
from newscast.step.step import step
from newscast.store.collect import collect
from newscast.store.open import open_store, store_at
from newscast.store.references import refer
from newscast.store.remote import RemoteStore
from newscast.store.store import Result, Store

# Loaded where they are used: most runs that read this file want nothing of it.
pytestmark = [
    pytest.mark.skipif(not find_spec("s3fs"), reason="s3fs is not installed (newscast[s3])"),
    pytest.mark.skipif(not find_spec("moto"), reason="moto's server is not installed (newscast[test])"),
]

RESULT = Result("a" * 64, ".wav")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def address(endpoint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    import s3fs

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("FSSPEC_S3_ENDPOINT_URL", endpoint)
    bucket = f"noticias-{os.getpid()}-{abs(hash(tmp_path))}"
    files = s3fs.S3FileSystem(endpoint_url=endpoint)
    files.mkdir(bucket)
    yield f"s3://{bucket}/store"
    files.rm(bucket, recursive=True)


def keep(store: Store, result: Result = RESULT, content: bytes = b"whole") -> None:
    made = store.scratch() / "made"
    made.write_bytes(content)
    store.keep(made, result)


def test_what_one_machine_keeps_another_finds(address: str, tmp_path: Path) -> None:
    one, other = RemoteStore(address, tmp_path / "one"), RemoteStore(address, tmp_path / "other")
    assert not one.has(RESULT)
    keep(one)
    assert other.has(RESULT)
    assert other.fetch(RESULT).read_bytes() == b"whole"
    assert other.fetch(RESULT).is_relative_to(tmp_path / "other")


def test_nothing_is_ever_overwritten(address: str, tmp_path: Path) -> None:
    keep(RemoteStore(address, tmp_path / "one"))
    keep(RemoteStore(address, tmp_path / "two"), content=b"later")
    assert RemoteStore(address, tmp_path / "three").fetch(RESULT).read_bytes() == b"whole"


def test_a_damaged_copy_in_the_cache_is_fetched_again(address: str, tmp_path: Path) -> None:
    store = RemoteStore(address, tmp_path / "one")
    keep(store)
    store.path(RESULT).write_bytes(b"who")
    assert store.fetch(RESULT).read_bytes() == b"whole"


def test_a_build_reuses_what_another_machine_made(address: str, tmp_path: Path, binary: Binary, made_up: Path) -> None:
    base = step("test-text", {"text": "uno "}, suffix=".txt")
    last = step("test-text", {"text": "dos "}, [base], suffix=".txt")
    with Engine(RemoteStore(address, tmp_path / "one"), binary, 2) as first:
        first.make([base])
    with Engine(RemoteStore(address, tmp_path / "two"), binary, 2) as second:
        second.make([last])
        assert (second.rendered, second.reused) == (1, 1)
        assert second.path(last).read_text() == "dos uno "


def test_another_kind_of_machine_takes_nothing_and_loses_nothing(
    address: str, tmp_path: Path, binary: Binary, made_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    made = step("test-text", {"text": "uno"}, suffix=".txt")

    def build(folder: str, sets: str, libc: tuple[str, str] = ("glibc", "2.36")) -> tuple[int, str]:
        monkeypatch.setattr(traits, "instruction_sets", lambda: sets)
        monkeypatch.setattr(platform, "libc_ver", lambda: libc)
        with Engine(RemoteStore(address, tmp_path / folder), binary, 1) as works:
            works.make([made])
            return works.rendered, works.apart.words

    assert build("one", "avx avx2") == (1, "")
    rendered, words = build("two", "avx avx2 avx512f")
    assert rendered == 1 and "another kind of machine" in words and "has avx512f" in words
    assert build("three", "avx avx2 avx512f")[0] == 0
    rendered, words = build("four", "avx avx2", ("glibc", "2.41"))
    assert rendered == 1 and "has glibc2.36 glibc2.41" in words
    assert build("five", "avx avx2") == (0, "")


def test_what_is_said_first_stays_also_where_two_say_it_at_once(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = RemoteStore(address, tmp_path / "one"), RemoteStore(address, tmp_path / "other")
    assert one.first_note("first.json", b"one") == b"one"
    read, answers = other.read_note, iter([None])
    monkeypatch.setattr(other, "read_note", lambda name: next(answers, read(name)))
    assert other.first_note("first.json", b"other") == b"one"


def test_collecting_honours_what_is_referred_to(address: str, tmp_path: Path) -> None:
    store, other = RemoteStore(address, tmp_path / "one"), Result("b" * 64, ".mp4")
    keep(store), keep(store, other)
    (tmp_path / "manifest.json").write_text('{"deliverables": {"radio": {}}}')
    refer(store, tmp_path, {"radio": [RESULT]})
    assert collect(store, None, 0).results == 1
    fresh = RemoteStore(address, tmp_path / "two")
    assert fresh.has(RESULT)
    assert not fresh.has(other)


def test_the_setting_names_it(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_STORE", address)
    store = open_store(tmp_path)
    assert isinstance(store, RemoteStore)
    assert (store.address, store.folder) == (address, tmp_path)
    assert store_at(store.address, tmp_path).address == address


def test_a_bucket_that_is_not_there_is_said(address: str, tmp_path: Path) -> None:
    missing = RemoteStore(f"{address.split('/store')[0]}-missing/store", tmp_path)
    with pytest.raises(MachineError, match="does not answer as it should"):
        missing.has(RESULT)
    with pytest.raises(MachineError, match="does not answer as it should"):
        keep(missing)


def test_an_unknown_kind_of_address_is_said(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="cannot be used"):
        store_at("nosuch://x/y", tmp_path)
