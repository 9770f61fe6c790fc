"""Elements of a podcast's feed: RSS 2.0 with what Apple, the Podcast Index and Atom add to it."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
}


def element(name: str, text: str = "", /, **attributes: str) -> str:
    """An element on one line."""
    return around(name, escape(text), **attributes)


def around(name: str, inside: str, /, **attributes: str) -> str:
    """An element around others, which are XML already."""
    given = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def declared(*prefixes: str) -> str:
    """The namespaces of these prefixes, as attributes."""
    return "".join(f" xmlns:{prefix}={quoteattr(NAMESPACES[prefix])}" for prefix in prefixes)
