"""The entry of an episode in a podcast's feed: an `item` of RSS 2.0 with what Apple's and the podcast namespace add.

How long the file is that it names is only known when that is there, so the entry is a step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from newscast.base.i18n import _
from newscast.base.rss import declared, element
from newscast.base.timecode import clock, round_half_up
from newscast.base.zones import zone_of
from newscast.deliverables.chapters import chapters_of
from newscast.deliverables.cut import Cut
from newscast.deliverables.dated import moment_of
from newscast.rundown.model import Story
from newscast.step.step import Params, Step, Tools, step

_DESCRIPTION = 4000
"""Bytes that directories take of a description."""


def entry_step(cut: Cut, mp3: Step, files: Mapping[str, str]) -> Step:
    """The entry, as a file of its own. `files` are the names of what is published with it: `programme`, `cover`,
    `chapters`, `vtt` and `html`."""
    podcast = cut.show.podcast
    params = {
        "title": cut.title,
        "guid": guid_of(cut),
        "date": published(cut),
        "description": description_of(cut),
        "link": podcast.link or "",
        "author": podcast.author,
        "explicit": podcast.explicit,
        "language": cut.show.language,
        "seconds": round_half_up(cut.timeline.duration),
        "hosts": hosts_of(cut),
        "urls": {part: f"{podcast.url}/{quote(name)}" for part, name in files.items()},
    }
    return step("feed-entry", params, [mp3], suffix=".xml", label=_("entry of the feed"), weight=0.1)


def hosts_of(cut: Cut) -> list[str]:
    """The names of those who present it."""
    people = cut.rundown.people
    return [people[key].name for key in cut.rundown.presenters if key in people]


def guid_of(cut: Cut) -> str:
    """What an entry is known by for ever: the show and the episode, whatever its title or its files become."""
    return f"newscast:{cut.rundown.show}/{cut.rundown.episode}"


def published(cut: Cut) -> str:
    """When it went out, as RSS writes it (RFC 822); the beginning of its day where no time is known."""
    when = moment_of(cut)
    if when.tzinfo is None:
        zone = zone_of(cut.show.timezone)
        when = when.replace(tzinfo=zone) if zone else when.astimezone()
    return format_datetime(when)


def description_of(cut: Cut) -> str:
    """HTML: the stories, each with the time at which it begins and its summary; shorter where that is too long."""
    told = {each.slug: each.summary for each in cut.rundown.segments if isinstance(each, Story)}
    stories = [each for each in cut.timeline.segments if each.kind == "story" and each.frames]
    starts = [each.start for each in chapters_of(cut)][-len(stories) :] if stories else []
    for summaries in (True, False):
        lines = [
            f"<li>{clock(start / 1000)} {escape(each.title)}"
            + (f": {escape(told[each.slug])}" if summaries and told.get(each.slug) else "")
            + "</li>"
            for each, start in zip(stories, starts, strict=True)
        ]
        whole = f"<p>{escape(cut.title)}</p><ul>{''.join(lines)}</ul>"
        if len(whole.encode()) <= _DESCRIPTION:
            return whole
    return f"<p>{escape(cut.title)}</p>"


def make_entry(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Write the entry; the file it names has the length of the input."""
    lines = "\n".join(f"  {line}" for line in _lines(params, inputs[0].stat().st_size))
    output.write_text(f"<item{declared('itunes', 'podcast')}>\n{lines}\n</item>\n", encoding="utf-8")


def _lines(params: Params, size: int) -> Iterator[str]:
    urls, language = params["urls"], params["language"]
    yield element("title", params["title"])
    yield element("guid", params["guid"], isPermaLink="false")
    yield element("pubDate", params["date"])
    if params["link"]:
        yield element("link", params["link"])
    yield element("description", params["description"])
    yield element("enclosure", url=urls["programme"], length=str(size), type="audio/mpeg")
    yield element("itunes:title", params["title"])
    yield element("itunes:duration", str(params["seconds"]))
    yield element("itunes:explicit", "true" if params["explicit"] else "false")
    yield element("itunes:episodeType", "full")
    yield element("itunes:image", href=urls["cover"])
    if params["author"]:
        yield element("itunes:author", params["author"])
    if "chapters" in urls:
        yield element("podcast:chapters", url=urls["chapters"], type="application/json+chapters")
    for form, kind in (("vtt", "text/vtt"), ("html", "text/html")):
        if form in urls:
            yield element("podcast:transcript", url=urls[form], type=kind, language=language)
    for name in params["hosts"]:
        yield element("podcast:person", name, role="host")
