"""What `--help` says of every command: whole sentences in columns of 80, and in Spanish no English of the library."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import click
import pytest

from newscast.cli.main import COMMANDS, cli

WIDE = 80
LIBRARY = re.compile(r"\b(?:INTEGER|RANGE|TEXT|FLOAT|PATH|FILENAME|DIRECTORY|COMMAND|OPTIONS|ARGS)\b")
"""What the library calls a value for which nobody wrote a word."""


def pages(group: click.Group, context: click.Context) -> dict[str, str]:
    """The help of a group, and of all below it, by the words that are typed."""
    found = {context.command_path: context.get_help()}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        below = click.Context(command, info_name=name, parent=context, terminal_width=WIDE, max_content_width=WIDE)
        inner = pages(command, below) if isinstance(command, click.Group) else {below.command_path: below.get_help()}
        found |= inner
    return found


def helped() -> dict[str, str]:
    return pages(cli, click.Context(cli, info_name="newscast", terminal_width=WIDE, max_content_width=WIDE))


@pytest.fixture(scope="module")
def spoken() -> dict[str, dict[str, str]]:
    """The pages by language; each of a process of its own, since words are chosen when modules are loaded."""
    code = "import json; from tests.cli.test_help import helped; print(json.dumps(helped()))"
    answers = {}
    for language in ("en", "es"):
        environment = os.environ | {"NEWSCAST_LANG": language}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
        answers[language] = json.loads(done.stdout)
    return answers


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_help_is_whole_and_narrow(spoken: dict[str, dict[str, str]], language: str) -> None:
    said = spoken[language]
    assert {path.split(" ")[1] for path in said if " " in path} == set(COMMANDS)
    for path, text in said.items():
        wide = [line for line in text.splitlines() if len(line) > WIDE]
        assert not wide, f"{path}: {wide}"
        below = text[re.search(r"\n\n", text).start() :]  # type: ignore[union-attr]
        cut = [line for line in below.splitlines() if re.search(r"\w\.\.\.$", line)]
        assert not cut, f"{path}: {cut}"


@pytest.mark.slow
def test_help_in_spanish_names_values_in_spanish(spoken: dict[str, dict[str, str]]) -> None:
    english = {path: LIBRARY.findall(text) for path, text in spoken["es"].items()}
    assert {path: words for path, words in english.items() if words} == {}


@pytest.mark.slow
def test_help_in_english_says_what_a_number_is_of(spoken: dict[str, dict[str, str]]) -> None:
    bare = {path: re.findall(r"--[\w-]+ (?:INTEGER|FLOAT)\b", text) for path, text in spoken["en"].items()}
    assert {path: words for path, words in bare.items() if words} == {}


def test_another_word_for_a_command_is_understood_where_it_is() -> None:
    from newscast.cli.usage import no_such_command

    assert "remove" in no_such_command("borrar", ["add", "remove"])
    assert "build" in no_such_command("construye", list(COMMANDS))
    assert "remove" not in no_such_command("borrar", list(COMMANDS))
