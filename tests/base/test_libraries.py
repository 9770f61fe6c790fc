"""The build of an ffmpeg is told from the libraries it loads, where it loads some."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from newscast.base.binary import find_binary
from newscast.base.libraries import digest_of, is_as_it_was, libraries_of, state_of

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")

PROGRAM = (
    '#include <stdio.h>\nint quality(void);\nint main(void) { printf("ffmpeg version 7\\n"); return quality() - 23; }\n'
)


def compiled(folder: Path, library: str) -> Path:
    """An ffmpeg of this library's source, which lies beside it."""
    folder.mkdir(exist_ok=True)
    (folder / "x264.c").write_text(library)
    (folder / "main.c").write_text(PROGRAM)
    shared, program = folder / "libx264.so.164", folder / "ffmpeg"
    if shared.exists():
        shared.unlink()
    subprocess.run(["cc", "-shared", "-fPIC", "-o", shared, folder / "x264.c"], check=True)
    subprocess.run(["cc", "-o", program, folder / "main.c", shared, f"-Wl,-rpath,{folder}"], check=True)
    return program


LIBRARY = "int quality(void) { return 23; }"


@pytest.mark.real
def test_a_library_that_changes_is_another_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, memory = compiled(tmp_path, LIBRARY), tmp_path / "ffmpeg.json"
    monkeypatch.setenv("NEWSCAST_FFMPEG", str(program))
    first = find_binary(memory)
    assert find_binary(memory) == first
    own = program.read_bytes()
    compiled(tmp_path, LIBRARY + "int more(void) { return 1; }")
    assert program.read_bytes() == own, "only the library is another one"
    assert find_binary(memory).build != first.build
    compiled(tmp_path, LIBRARY)
    assert find_binary(memory).build == first.build


@pytest.mark.real
def test_the_same_elsewhere_is_the_same_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = []
    for name in ("one", "two"):
        monkeypatch.setenv("NEWSCAST_FFMPEG", str(compiled(tmp_path / name, LIBRARY)))
        builds.append(find_binary().build)
    assert builds[0] == builds[1]


@pytest.mark.real
def test_another_place_to_look_for_libraries_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = libraries_of(compiled(tmp_path, LIBRARY))
    assert [path.name for path in libraries] == ["libx264.so.164"]
    state = state_of(libraries)
    assert is_as_it_was(state) and is_as_it_was({})
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path / "other"))
    assert not is_as_it_was(state)


@pytest.mark.real
def test_one_that_brings_all_with_it_keeps_its_build() -> None:
    """Results made before libraries counted are still found."""
    binary = find_binary()
    if libraries_of(binary.path):
        pytest.skip("this ffmpeg loads libraries")
    told = subprocess.run([binary.path, "-version"], capture_output=True, check=True).stdout
    assert binary.build == hashlib.sha256(told).hexdigest()[:16] and digest_of([]) == ""
