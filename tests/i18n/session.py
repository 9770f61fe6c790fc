"""A morning in a newsroom, command by command in one process: `python session.py` in the newsroom's folder."""

from __future__ import annotations

import sys

from newscast.cli import events
from newscast.cli.main import COMMANDS, run

HELP = [[], *([name, "--help"] for name in COMMANDS), ["desk", "backup", "--help"], ["desk", "restore", "--help"]]
MISTYPED = [
    ["bild", "rundowns/hoy.yaml"],
    ["xyz"],
    ["--version"],
    ["--versoin"],
    ["build"],
    ["build", "--drat", "rundowns/hoy.yaml"],
    ["build", "--jobs"],
    ["build", "--jobs", "x", "rundowns/hoy.yaml"],
    ["build", "--jobs", "0", "rundowns/hoy.yaml"],
    ["build", "--draft=1", "rundowns/hoy.yaml"],
    ["build", "--json", "--events", "rundowns/hoy.yaml"],
    ["build", "--only", "tele", "rundowns/hoy.yaml"],
    ["build", "rundowns/nada.yaml"],
    ["store", "nada"],
    ["store", "--older", "3"],
    ["store", "--collect"],
    ["store", ".", "otra"],
    ["status", "nada"],
    ["schema", "stauts"],
    ["archive", "nada"],
    ["desk", "bakup"],
    ["desk", "restore", "ayer"],
    ["new", "Info León"],
    ["new", "diario", "--date", "mañana"],
]
WORK = [
    ["doctor"],
    ["new", "diario", "--date", "2026-11-20"],
    ["new", "diario", "--date", "2026-11-20"],
    ["check", "rundowns/2026-11-20-diario.yaml"],
    ["check", "rundowns/mal.yaml"],
    ["check", "--draft", "rundowns/hoy.yaml"],
    ["build", "--draft", "--only", "radio", "--events", "rundowns/hoy.yaml"],
    ["build", "--draft", "--only", "radio", "-v", "rundowns/hoy.yaml"],
    ["status"],
    ["status", "hoy"],
    ["store"],
    ["store", "--collect", "--larger", "20G"],
    ["desk"],
    ["desk", "backup"],
    ["desk", "restore"],
    ["schema"],
    ["schema", "status"],
]

if __name__ == "__main__":
    events._EVERY = 0
    for arguments in [*HELP, *MISTYPED, *WORK]:
        print(f"$ newscast {' '.join(arguments)}", flush=True)
        code = run(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        print(f"= {code}", flush=True)
