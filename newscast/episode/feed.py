"""The whole feed of a podcast, from the entries that finals left in the newsroom's output, and of these what was
approved before what was built since: nothing in it is made up."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree

from newscast.base.i18n import _
from newscast.base.rss import NAMESPACES, around, declared, element
from newscast.episode.approved import RECORD, Laid, folder_of, laid_down
from newscast.episode.reader import Edition, read_edition
from newscast.show.model import Show
from newscast.show.podcast_values import levels

NAME = "feed.xml"
DELIVERABLE = "podcast"
"""What the entries of a feed are of."""
_ROLE = "feed"
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace in which podcasts have their identity (podcast namespace, guid)."""


@dataclass(frozen=True)
class Entry:
    """What an episode says of itself, as XML without a place in a feed; `when` in seconds since 1970."""

    episode: str
    xml: str
    when: float
    cover: str


@dataclass(frozen=True)
class LeftOut:
    """An episode that is in no feed, and why, in the user's language."""

    episode: str
    reason: str


def entries_of(output: Path, show: str, hindered: Callable[[str], str | None]) -> Iterator[Entry | LeftOut]:
    """Of every episode of a show that has been built as a podcast, in the order of their names; `hindered` says of an
    episode why it is not to go out, in the user's language. Raises MachineError."""
    folders = [each for each in output.iterdir() if each.is_dir()] if output.is_dir() else []
    for edition in map(read_edition, sorted(folders)):
        manifest = edition.manifest if edition else None
        if edition is None or manifest is None or manifest.show != show:
            continue
        approved = laid_down(edition.folder).get(DELIVERABLE)
        changed = approved is None and (folder_of(edition.folder, DELIVERABLE) / RECORD).is_file()
        if approved or changed or DELIVERABLE in manifest.deliverables:
            name = edition.folder.name
            # Nothing that was built since goes out in the place of what somebody changed.
            reason = hindered(name) or (_("its entry is damaged") if changed else None)
            yield LeftOut(name, reason) if reason else _approved(edition, approved) if approved else _entry(edition)


def _approved(edition: Edition, laid: Laid) -> Entry | LeftOut:
    """What was approved goes out until something else is, also where something else was built since."""
    place, name = folder_of(edition.folder, DELIVERABLE), edition.folder.name
    listed = next((each for each in laid.files if each.role == _ROLE), None)
    if listed is None:
        return LeftOut(name, _("it was built without `url` in the kit"))
    told = (place / listed.path).read_bytes()
    if hashlib.sha256(told).hexdigest() != listed.sha256:
        return LeftOut(name, _("its entry is damaged"))
    return _read(name, told.decode())


def _entry(edition: Edition) -> Entry | LeftOut:
    assert edition.manifest
    name, listed = edition.folder.name, edition.manifest.deliverables[DELIVERABLE]
    path = next((edition.folder / each.path for each in listed.files if each.role == _ROLE), None)
    if listed.outdated:
        return LeftOut(name, _("it is outdated"))
    if listed.qc.verdict == "fail":
        return LeftOut(name, _("a check failed"))
    if path is None:
        return LeftOut(name, _("it was built without `url` in the kit"))
    if any(each.path == path for each in edition.damaged):
        return LeftOut(name, _("its entry is damaged"))
    return _read(name, path.read_text(encoding="utf-8"))


def _read(name: str, xml: str) -> Entry:
    item = ElementTree.fromstring(xml)
    image = item.find(f"{{{NAMESPACES['itunes']}}}image")
    when = parsedate_to_datetime(item.findtext("pubDate") or "").timestamp()
    bare = xml.replace(declared("itunes", "podcast"), "", 1).strip()
    return Entry(name, bare, when, image.attrib["href"] if image is not None else "")


def feed_xml(show: Show, entries: Iterable[Entry]) -> str:
    """RSS 2.0: the podcast as the kit describes it, and its entries, the latest first."""
    ordered = sorted(entries, key=lambda each: (each.when, each.episode), reverse=True)
    lines = [*_channel(show, next((each.cover for each in ordered), "")), *(each.xml for each in ordered)]
    # Nothing is set in: blanks would become part of texts of several lines.
    whole = "\n".join(["<channel>", *lines, "</channel>"])
    return f'{_PROLOGUE}<rss version="2.0"{declared("itunes", "podcast", "atom")}>\n{whole}\n</rss>\n'


def _channel(show: Show, cover: str) -> Iterator[str]:
    podcast = show.podcast
    address = f"{podcast.url}/{NAME}"
    yield element("title", podcast.title or show.name)
    yield element("link", podcast.link or "")
    yield element("description", podcast.description)
    yield element("language", show.language)
    yield element("atom:link", href=address, rel="self", type="application/rss+xml")
    yield element("podcast:guid", str(uuid.uuid5(_GUIDS, address.partition("://")[2].rstrip("/"))))
    yield element("itunes:explicit", "true" if podcast.explicit else "false")
    if cover:
        yield element("itunes:image", href=cover)
    if podcast.author:
        yield element("itunes:author", podcast.author)
    if podcast.email:
        name = element("itunes:name", podcast.owner or podcast.author or show.name)
        yield around("itunes:owner", name + element("itunes:email", podcast.email))
    for category in podcast.category:
        yield _category(levels(category))


def _category(names: tuple[str, ...]) -> str:
    """One within the other."""
    inside = ""
    for name in reversed(names):
        inside = around("itunes:category", inside, text=name)
    return inside
