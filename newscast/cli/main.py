"""The command `newscast`: its subcommands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import Any

import click

from newscast import __version__
from newscast.base.exits import INTERRUPTED, USAGE
from newscast.base.i18n import _, speak_to_libraries
from newscast.cli.usage import OPTIONS, SUBCOMMAND, Whole, in_words

COMMANDS = {
    "build": _("Build episodes from rundowns."),
    "check": _("Check rundowns and their media, kits and newsroom.yaml, or all in a folder; render nothing."),
    "storyboard": _("Draw every part as stills on each canvas, in one HTML file; render nothing."),
    "graphics": _("Draw every graphic of a show on every canvas with short and long texts, in one HTML file."),
    "status": _("Say how jobs and episodes stand."),
    "watch": _("Render what is saved or dropped, by itself."),
    "review": _("Serve the page where drafts are seen, commented and approved."),
    "accounts": _("Show who may come in to the page; add, remove, let in anew."),
    "approve": _("Approve an episode from the terminal, or enter a word that came by another way."),
    "export": _("Write the markers or the timeline of an episode for an editor’s programs."),
    "new": _("Write the next rundown of a show."),
    "script": _("Print the script: who reads what, when and for how long; for a prompter, or as HTML."),
    "listen": _("Write a take before and after the voice chain, and say what was done to it."),
    "doctor": _("Say what this machine has."),
    "voices": _("List the synthetic voices there are, and say where to get more."),
    "transcribe": _("Draft the transcripts of sots and packages that have none into a rundown, for you to confirm."),
    "feed": _("Print the whole feed of a show’s podcast."),
    "archive": _("Move the programmes of delivered episodes to the archive that newsroom.yaml names."),
    "store": _("Show what is kept of earlier builds, or let go of it."),
    "desk": _("Show the desk: the record of jobs and of what people did; back it up, or bring it back."),
    "schema": _("Print the JSON Schema of rundowns."),
}
_OBJECTS = 100_000
"""After how many further objects a build looks for circles among them; they take some 10 MB."""
LEAVING = ("check", "build")
"""Commands that keep nothing open when they are over, and have much in memory then."""
OBEYING_SECONDS = 5.0
"""How long cleaning up may take before another interrupt cuts it short."""


class Lazy(Whole):
    """Loads a subcommand's module when it is called, so that --help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"newscast.cli.{cmd_name}").command
        return in_words(command)

    def said_of(self, name: str) -> str:
        return COMMANDS[name]


@click.group(
    cls=Lazy,
    help=_("One rundown in, a whole newscast out: radio, TV, web and social cuts."),
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar=OPTIONS,
    subcommand_metavar=SUBCOMMAND,
)
@click.version_option(
    __version__, prog_name="newscast", message="%(prog)s %(version)s", help=_("Show the version and exit.")
)
def cli() -> None:
    """The group; it does nothing by itself."""


def main() -> None:
    """Run the command line and exit with the code its outcome has."""
    open_closed_streams()
    write_every_letter()
    if sys.argv[1:2] == ["check"]:
        # It is over before there is anything to gain: nearly all it makes, modules above all, stays to the end.
        gc.disable()
    if sys.argv[1:2] == ["build"]:
        # It makes much that stays, and few circles: looking for these after every 700 objects is what costs.
        gc.set_threshold(_OBJECTS)
    code = obeying(sys.argv[1:])
    if code:
        _drop_words()
    if sys.argv[1:2] and sys.argv[1] in LEAVING:
        _leave(code)
    sys.exit(code)


def open_closed_streams() -> None:
    """Have what was started without standard streams (`>&-`) lead to nowhere: libraries ask them what they are, and the
    next file that is opened would get their number, and what ffmpeg prints."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))


def write_every_letter() -> None:
    """Have the standard streams take what their encoding has no letters for: on a terminal these become `?`; what goes
    to a file or a program is UTF-8, as JSON and feeds say of themselves."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def _drop_words() -> None:
    """Let go of words that a full disk did not take: the interpreter would end with a code of its own for them."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _leave(code: int) -> None:
    """End here, without taking apart what is in memory, a tenth of a check. Returns where something goes on."""
    if any(not each.daemon for each in threading.enumerate() if each is not threading.main_thread()):
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        # The interpreter says so in its own way.
        return
    os._exit(code)


def obeying(arguments: list[str]) -> int:
    """The same as run(); the first Ctrl-C or SIGTERM interrupts it, later ones change nothing."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _Interrupt.heard)
    code = run(arguments)
    for number in (signal.SIGINT, signal.SIGTERM):
        # The interpreter gives up its own handlers before it ends; the outcome shall stand.
        signal.signal(number, signal.SIG_IGN)
    return code


def run(arguments: list[str]) -> int:
    """The exit code of a command line. Every error ends here, as one message on standard error."""
    speak_to_libraries()
    out = sys.stdout
    try:
        return int(cli.main(args=arguments, prog_name="newscast", standalone_mode=False) or 0)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except SystemExit:
        # So the library answers a reader that has left (`newscast status | head`), once it has wrapped the streams. It
        # is no error in files; and what was under way may not be done.
        if sys.stdout is out:
            raise
        return INTERRUPTED
    except (Exception, KeyboardInterrupt) as error:
        return _report(error)


def _report(error: BaseException) -> int:
    from newscast.cli.outcome import outcome_of
    from newscast.cli.report import print_problems

    outcome = outcome_of(error)
    # Where standard error goes to a full disk, the code still tells: see _drop_words().
    with suppress(OSError):
        print_problems(outcome.problems)
        if outcome.details:
            print(_("Details: {path}").format(path=outcome.details), file=sys.stderr)
    return outcome.exit_code


class _Interrupt:
    """Ctrl-C and SIGTERM alike. While the first is being obeyed, those of an impatient user change nothing."""

    since = -float("inf")

    @classmethod
    def heard(cls, _number: int, _frame: Any) -> None:
        if time.monotonic() - cls.since > OBEYING_SECONDS:
            cls.since = time.monotonic()
            raise KeyboardInterrupt
