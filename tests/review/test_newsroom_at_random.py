"""Edits, saves by hand, builds and words in any order, killed at any moment: nothing is lost, nothing wrong is out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import newsroom_at_random
import pytest


@pytest.mark.slow
def test_whatever_is_done_and_killed_only_what_was_approved_lies_there_and_no_edit_is_lost(tmp_path: Path) -> None:
    # A process of its own: it forks for every act, which one that has threads must not.
    command = [sys.executable, newsroom_at_random.__file__, str(tmp_path), "0", "8"]
    done = subprocess.run(command, capture_output=True, text=True)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (told, done.stderr[-3000:])
    assert len(told) == 8 and sum(each["killed"] for each in told) > 0
    assert sum(each["laid"] for each in told) > 0 and sum(each["edits"] for each in told) > 8
