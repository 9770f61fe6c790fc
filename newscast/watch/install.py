"""Having the system start the watcher: a systemd unit of the user's own, and words where there is no systemd."""

from __future__ import annotations

import getpass
import hashlib
import os
import re
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import UsageError
from newscast.base.exits import INTERRUPTED
from newscast.base.files import is_utf8, machine_errors, write_aside
from newscast.base.i18n import _, language
from newscast.document.words import as_slug

_BOOTED = Path("/run/systemd/system")
"""There where systemd runs the machine (sd_booted(3))."""
_KEPT = ("TZ", "AWS_PROFILE")
"""Variables of the environment that builds look at, besides those of newscast."""
_MARK = "# newscast watch --install"


@dataclass(frozen=True)
class Machine:
    """What has to be known of a machine: who asks, from where, and what starts its services."""

    home: Path
    environment: Mapping[str, str]
    platform: str
    systemd: bool
    windows: bool
    """Whether it is a Linux inside Windows (WSL)."""

    @property
    def units(self) -> Path:
        """The folder of the user's own units (systemd.unit(5))."""
        config = self.environment.get("XDG_CONFIG_HOME") or str(self.home / ".config")
        return Path(config) / "systemd" / "user"


def this_machine() -> Machine:
    """The one that this runs on."""
    try:
        release = Path("/proc/sys/kernel/osrelease").read_text(encoding="ascii", errors="replace")
    except OSError:
        release = ""
    return Machine(Path.home(), dict(os.environ), sys.platform, _BOOTED.is_dir(), "microsoft" in release.lower())


def install(root: Path, command: Sequence[str] | None = None, machine: Machine | None = None) -> list[str]:
    """Write the unit that watches the newsroom at `root`, and say, line by line, what is to be done now.

    Nothing is started. Where there is no systemd nothing is written either. Raises UsageError for a folder that no unit
    can name, MachineError where it cannot be written.
    """
    machine = machine or this_machine()
    command = command or own_command()
    if not machine.systemd:
        return list(_without_systemd(root, command, machine))
    text = unit_text(root, command, kept_environment(machine.environment))
    path = _unit_path(machine.units, root)
    with machine_errors(path):
        known = path.read_text(encoding="utf-8") if path.is_file() else None
        if known != text:
            write_aside(path, text.encode())
    return list(_told(path, known, text, machine))


def own_command() -> list[str]:
    """How this newscast is started: by its script beside the Python that runs it, else through that Python."""
    for script in (Path(sys.executable).with_name("newscast"), Path(sys.argv[0]).absolute()):
        if script.name == "newscast" and os.access(script, os.X_OK):
            return [str(script)]
    return [sys.executable, "-c", "from newscast.cli.main import main; main()"]


def kept_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """What the service needs of the environment: the newscast variables, and the language as it is spoken now."""
    kept = {name: value for name, value in sorted(environment.items()) if name.startswith("NEWSCAST_")}
    kept |= {name: environment[name] for name in _KEPT if name in environment}
    store = kept.get("NEWSCAST_STORE", "")
    if store and "://" not in store:
        kept["NEWSCAST_STORE"] = str(Path(store).expanduser().absolute())
    return {**kept, "NEWSCAST_LANG": language()}


def unit_text(root: Path, command: Sequence[str], environment: Mapping[str, str]) -> str:
    """The unit (systemd.service(5)). Raises UsageError for names that it cannot hold."""
    texts = [str(root), *command, *environment.values()]
    if not all(is_utf8(Path(each)) and each.isprintable() for each in texts):
        message = _("{folder}: a service cannot be made of a name with signs that nobody sees. Give it another name.")
        raise UsageError(message.format(folder=ascii(str(root))))
    lines = [
        _MARK,
        "[Unit]",
        f"Description=newscast watch, {_percent(str(root))}",
        "",
        "[Service]",
        "Type=exec",
        f"WorkingDirectory={_percent(str(root))}",
        *(f"Environment={_quoted(f'{name}={value}')}" for name, value in environment.items()),
        # The colon keeps dollar signs as they are written.
        f"ExecStart=:{' '.join(map(_quoted, _startable([*command, 'watch'])))}",
        "Restart=on-failure",
        "RestartSec=30",
        # The watcher stops its build itself, and nothing is left half-made; what hangs is ended after a while.
        "KillMode=mixed",
        "TimeoutStopSec=30",
        f"SuccessExitStatus={INTERRUPTED}",
        "",
        "[Install]",
        "WantedBy=default.target",
    ]
    return "\n".join(lines) + "\n"


def _startable(command: Sequence[str]) -> list[str]:
    """systemd refuses programs with these signs in their names, and a shell does not."""
    odd = set(command[0]) & set("\"'\\")
    return ["/bin/sh", "-c", 'exec "$0" "$@"', *command] if odd else list(command)


def _quoted(text: str) -> str:
    return '"' + _percent(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _percent(text: str) -> str:
    """Percent signs stand for something else in a unit."""
    return text.replace("%", "%%")


def _unit_path(units: Path, root: Path) -> Path:
    """Named after the newsroom; after its whole path as well where another newsroom has that name."""
    slug = as_slug(root.name) or "newsroom"
    plain = units / f"newscast-{slug}.service"
    if _is_of(plain, root):
        return plain
    return units / f"newscast-{slug}-{hashlib.sha256(os.fsencode(root)).hexdigest()[:6]}.service"


def _is_of(unit: Path, root: Path) -> bool:
    """Whether there is no unit of that name yet, or it is this newsroom's own."""
    try:
        text = unit.read_text(encoding="utf-8")
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    folder = re.search(r"^WorkingDirectory=(.*)$", text, re.MULTILINE)
    return text.startswith(_MARK) and folder is not None and folder[1] == _percent(str(root))


def _told(path: Path, known: str | None, text: str, machine: Machine) -> Iterator[str]:
    if known == text:
        yield _("{path} is there already, as it should be.").format(path=path)
    else:
        form = _("{path} is written.") if known is None else _("{path} is written anew; it was another one.")
        yield form.format(path=path)
    yield _("To start it now, and whenever you log in:")
    yield f"    systemctl --user daemon-reload && systemctl --user enable --now {path.name}"
    if known not in (None, text):
        yield _("If it runs already, so that it takes what is new:")
        yield f"    systemctl --user restart {path.name}"
    yield _("To start it with the machine, before anybody logs in:")
    yield f"    sudo loginctl enable-linger {shlex.quote(_user(machine))}"
    yield _("To see what it says, and to end it for good:")
    yield f"    journalctl --user -u {path.name} -f"
    yield f"    systemctl --user disable --now {path.name}"
    if machine.windows:
        yield _("This Linux is inside Windows: it starts only when Windows starts it. See docs/operations.md, “WSL 2”.")


def _user(machine: Machine) -> str:
    return machine.environment.get("USER") or getpass.getuser()


def _without_systemd(root: Path, command: Sequence[str], machine: Machine) -> Iterator[str]:
    typed = f"cd {shlex.quote(str(root))} && {shlex.join([*command, 'watch'])}"
    if machine.platform == "darwin":
        yield _("This is a Mac: launchd starts programs here, not systemd. Nothing was written.")
        yield _("Make an agent in ~/Library/LaunchAgents with KeepAlive and RunAtLoad, which runs:")
        yield f"    /bin/sh -c {shlex.quote(typed)}"
        yield _("Keep the Mac from sleeping (System Settings, Energy). See docs/operations.md.")
        return
    if machine.windows:
        yield _("This Linux is inside Windows and runs without systemd. Nothing was written.")
        yield _("Write these two lines into /etc/wsl.conf, run `wsl --shutdown` in Windows, and try again:")
        yield "    [boot]"
        yield "    systemd=true"
        yield _("Or have the Task Scheduler of Windows run this in it at log-on. See docs/operations.md, “WSL 2”:")
    else:
        yield _("systemd does not run on this machine. Nothing was written.")
        yield _("Have whatever starts its services run this, and run it again when it ends with an error:")
    yield f"    {typed}"
