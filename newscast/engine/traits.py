"""What the bytes of results depend on besides the step: a machine whose traits differ must not work for another."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from newscast.base.binary import Binary
from newscast.base.i18n import _
from newscast.engine.makers import KINDS

_TELLING = ("sse", "ssse", "avx", "fma", "f16c", "bmi", "amx", "asimd", "sve", "neon", "fphp")
"""How the names of instruction sets begin that ffmpeg, numpy and scipy choose code by."""


def traits_of(binary: Binary) -> dict[str, str]:
    """The build of ffmpeg, the processor's instruction sets, and the version of every library in a key."""
    libraries = sorted({name for kind in KINDS.values() for name in kind.libraries})
    steps = ",".join(f"{name}:{kind.version}" for name, kind in sorted(KINDS.items()))
    return {
        "ffmpeg": f"{binary.version} ({binary.build})",
        "processor": f"{platform.machine()} {_instruction_sets()}",
        "steps": steps,
        **{name: _version(name) for name in libraries},
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
        return _("only one of the processors has {sets}").format(sets=sets)
    return _("{name} is {theirs} there and {ours} here").format(name=name, theirs=there, ours=here)


def _instruction_sets() -> str:
    """Those the kernel lists; empty where it lists none."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    for line in lines:
        name, _colon, value = line.partition(":")
        if name.strip() in ("flags", "Features"):
            return " ".join(sorted({flag for flag in value.split() if flag.startswith(_TELLING)}))
    return ""


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "-"
