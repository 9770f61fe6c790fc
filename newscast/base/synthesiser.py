"""The synthesiser, espeak-ng from its wheel: how it is opened, and which voices it has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from newscast.base.errors import MachineError
from newscast.base.i18n import _

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000


@contextmanager
def synthesiser(scratch: Path) -> Iterator[tuple[Any, int]]:
    """A fresh synthesiser and its sample rate.

    What it said before changes what it says next, even after it was started anew; only a library loaded for the
    first time gives the same bytes every time. So each text gets a copy of its own.
    """
    # Most starts only ask which voices there are.
    import _ctypes
    import ctypes
    import shutil

    import espeakng_loader

    try:
        original = Path(espeakng_loader.get_library_path())
        if not (own := scratch / original.name).exists():
            shutil.copy(original, own)
        library = ctypes.CDLL(str(own))
        data = os.fsencode(Path(espeakng_loader.get_data_path()).parent)
        rate = library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT)
    except (OSError, RuntimeError) as error:
        raise MachineError(_("The synthetic voice could not be started."), str(error)) from error
    if rate <= 0:
        raise MachineError(_("The synthetic voice could not be started."), "espeak_Initialize failed")
    try:
        yield library, rate
    finally:
        library.espeak_Terminate()
        _ctypes.dlclose(library._handle)


@cache
def voices() -> tuple[str, ...]:
    """The names of the voices that the synthesiser brings. Raises OSError where they cannot be listed."""
    return tuple(sorted(_places()))


def place_of(name: str) -> str:
    """A voice's name with the folder that it is in, by which the synthesiser finds it at once: for a name alone it
    reads all its voices, which takes as long as to read out a sentence. A name that is not a file's stays as it is, and
    one of a variant, for a few of which the two are not the same."""
    try:
        folder = _places().get(name, "")
    except OSError:
        folder = ""
    return f"{folder}/{name}" if folder and name == name.lower() else name


def _is_none(name: str) -> bool:
    """Whether the synthesiser takes a name, and speaks with another voice or with none: it opens folders as voices, and
    passes over variants that it does not have. Raises OSError where that cannot be told."""
    import espeakng_loader

    data = Path(espeakng_loader.get_data_path())
    voice, sign, variant = name.partition("+")
    variants = {file.name.lower() for file in (data / "voices" / "!v").iterdir()}
    return (data / "lang" / voice).is_dir() or (bool(sign) and variant.lower() not in variants)


@cache
def _places() -> dict[str, str]:
    """The folder of each voice, within that of all; "" where it is in no folder of its own."""
    import espeakng_loader

    languages = Path(espeakng_loader.get_data_path()) / "lang"
    files = (file.relative_to(languages) for file in languages.rglob("*") if file.is_file())
    return {file.name: "" if file.parent == Path() else file.parent.as_posix() for file in files}


@cache
def has_voice(name: str) -> bool:
    """Whether the synthesiser takes a name for a voice: also other spellings, and variants such as `es-419+f3`.

    Where it cannot be asked, it is not the name's fault.
    """
    try:
        if name in voices():
            return True
        if _is_none(name):
            return False
        import tempfile

        with tempfile.TemporaryDirectory() as scratch, synthesiser(Path(scratch)) as (library, _rate):
            return not library.espeak_SetVoiceByName(name.encode())
    except (OSError, MachineError):
        return True
