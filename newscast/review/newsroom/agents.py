"""What a browser says that it is, as people call it."""

from __future__ import annotations

import re

from newscast.base.i18n import _

_BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "FxiOS", "CriOS", "Chrome", "Safari")
_CALLED = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "FxiOS": "Firefox", "CriOS": "Chrome"}
_SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS X": "Mac"}


def device_words(agent: str) -> str:
    """A browser and a system as people call them; what the browser said of itself where nobody knows."""
    browser = next((each for each in _BROWSERS if each in agent), "")
    system = next((words for mark, words in _SYSTEMS.items() if mark in agent), "")
    if not system and re.search(r"\b(Linux|X11)\b", agent):
        system = "Linux"
    named = _CALLED.get(browser, browser)
    if named and system:
        return _("{browser} on {system}").format(browser=named, system=system)
    return named or system or agent[:60] or _("A device")
