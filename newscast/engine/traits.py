"""What the bytes of results depend on besides the step: a machine whose traits differ must not work for another."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newscast.base.binary import Binary
from newscast.base.i18n import _
from newscast.base.versions import version_of
from newscast.engine.makers import KINDS
from newscast.store.store import Store

_TELLING = ("sse", "ssse", "avx", "fma", "f16c", "bmi", "amx", "asimd", "sve", "neon", "fphp")
"""How the names of instruction sets begin that ffmpeg, numpy and scipy choose code by."""


FIRST = "processor.json"
"""The note of a shared store that says on which kind of machine its results were begun."""


@dataclass(frozen=True)
class Apart:
    """How results of this machine are kept apart from those of others in a shared store.

    The same steps make other bytes on a processor with other instruction sets, and with another C library (its
    logarithms and powers round otherwise, and encoders decide by them: AAC of one sound by one ffmpeg differs between
    glibc 2.36 and 2.41). So these become part of the keys, in every machine but those like the first one. `processor`
    is "" where they need not; `words` say it otherwise.
    """

    processor: str = ""
    words: str = ""


def kept_apart(store: Store) -> Apart:
    """How this machine's results are kept apart in a store."""
    if not store.shared:
        return Apart()
    mine = _processor()
    first = store.first_note(FIRST, mine.encode()).decode(errors="replace")
    if first == mine:
        return Apart()
    form = _("The results in {address} were begun on another kind of machine, so this machine keeps its own: {what}.")
    return Apart(mine, form.format(address=store.address, what=_differs("processor", first, mine)))


def traits_of(binary: Binary) -> dict[str, str]:
    """The build of ffmpeg, the kind of machine, and the version of every library in a key."""
    libraries = sorted({name for kind in KINDS.values() for name in kind.libraries})
    steps = ",".join(f"{name}:{kind.version}" for name, kind in sorted(KINDS.items()))
    return {
        "ffmpeg": f"{binary.version} ({binary.build})",
        "processor": _processor(),
        "steps": steps,
        **{name: version_of(name) for name in libraries},
    }


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> list[str]:
    """What differs, said for the one who keeps the machines."""
    return [
        _differs(name, theirs.get(name, "-"), ours.get(name, "-"))
        for name in sorted({*theirs, *ours})
        if theirs.get(name) != ours.get(name)
    ]


def _differs(name: str, there: str, here: str) -> str:
    if name == "processor":
        sets = " ".join(sorted(set(there.split()) ^ set(here.split())))
        return _("only one of the machines has {sets}").format(sets=sets)
    return _("{name} is {theirs} there and {ours} here").format(name=name, theirs=there, ours=here)


def _processor() -> str:
    """Architecture, C library and instruction sets, as words."""
    return f"{platform.machine()} {''.join(platform.libc_ver())} {instruction_sets()}"


def instruction_sets() -> str:
    """Those that the kernel lists, by its names; empty where it lists none."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    for line in lines:
        name, _colon, value = line.partition(":")
        if name.strip() in ("flags", "Features"):
            return " ".join(sorted({flag for flag in value.split() if flag.startswith(_TELLING)}))
    return ""
