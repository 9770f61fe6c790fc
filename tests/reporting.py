"""What a process of tests says of each to the one that counts: how it ended, and what took long or went wrong.

pytest-xdist sends six messages a test else, also of each beginning, and of each setup and teardown in which nothing
happened.
"""

from __future__ import annotations

from typing import Any

import pytest

WORTH_TELLING = 0.05
"""Seconds from which a setup or teardown may be among the longest that `--durations` lists."""


def keep_short(config: pytest.Config) -> None:
    """From now on this process sends what somebody asks for; a report in XML is written from all of it. All is sent
    where xdist does so in another way than is known here."""
    if config.getoption("xmlpath", None):
        return
    for plugin in config.pluginmanager.get_plugins():
        if type(plugin).__name__ == "WorkerInteractor" and hasattr(plugin, "sendevent"):
            _filter(plugin)


def _filter(interactor: Any) -> None:
    send = interactor.sendevent

    def sendevent(name: str, **said: Any) -> None:
        if name != "logstart" and not (name == "testreport" and _is_nothing(said.get("data"))):
            send(name, **said)

    interactor.sendevent = sendevent


def _is_nothing(report: Any) -> bool:
    if not isinstance(report, dict) or not {"when", "outcome", "duration", "sections"} <= report.keys():
        return False
    passed = report["when"] != "call" and report["outcome"] == "passed"
    return passed and report["duration"] < WORTH_TELLING and not report["sections"]
