"""Podcast: an MP3 with chapters and cover, what goes with it, and its entry in the feed."""

from __future__ import annotations

from dataclasses import replace

from newscast.base.i18n import _
from newscast.deliverables.base import Product
from newscast.deliverables.chapters import chapters_json, chapters_of
from newscast.deliverables.cut import Cut
from newscast.deliverables.encodings import EXACT
from newscast.deliverables.feed import description_of, entry_step, hosts_of
from newscast.deliverables.radio import tags_of
from newscast.deliverables.sidecars import caption_files
from newscast.deliverables.transcript import transcript_html
from newscast.deliverables.wants import sound_wanted
from newscast.sound.mono import mono_step
from newscast.sound.mp3 import mp3_in_pieces
from newscast.step.graph import ffmpeg_step
from newscast.step.nodes import source
from newscast.step.step import Step

_GENRE = "Podcast"
_EMBEDDED = 1400
"""Pixels of the cover within the MP3, which all listeners fetch with every episode: the least that directories take."""


def products(cut: Cut) -> list[Product]:
    """The MP3, captions as a transcript, and the cover; of a final also chapters, the transcript as a page and the
    entry, which there is where the kit says at which address files are published."""
    cover = cut.poster()
    mp3 = _mp3(cut, cover.steps[0])
    wanted = sound_wanted(cut, "mp3", "mp3", cut.show.podcast.channel_count)
    made = [
        Product(cut.path(f"{cut.stem}.mp3"), "programme", mp3, wanted, cover.drawn),
        *caption_files(cut),
        Product(cut.path(f"{cut.stem}.jpg"), "cover", cover.steps[0], drawn=cover.drawn),
    ]
    return made if cut.draft else [*made, *_published_with(cut, mp3, made)]


def published_words(cut: Cut) -> list[str]:
    """What listeners read of an episode: its title, the description and the hosts in the feed, and the transcript."""
    return [cut.title, description_of(cut), *hosts_of(cut), transcript_html(cut).decode()]


def _mp3(cut: Cut, cover: Step) -> Step:
    podcast = cut.show.podcast
    mono = podcast.channel_count == 1
    heard = replace(cut, mix=mono_step(cut.mix)) if mono else cut
    tags = tags_of(cut, album=podcast.title, artist=podcast.author, genre=_GENRE)
    return mp3_in_pieces(
        heard.master(lossy=True),
        cut.timeline.samples,
        tags,
        _embedded(cover),
        podcast.kilobits,
        podcast.channel_count,
        heard.loudness[1],
    )


def _embedded(cover: Step) -> Step:
    """The same picture smaller."""
    smaller = source(cover.ref).filter("scale", _EMBEDDED, _EMBEDDED, flags="lanczos+accurate_rnd+bitexact")
    options = {"vcodec": "mjpeg", "q:v": 3, "frames:v": 1, "update": 1, "pix_fmt": "yuvj420p", "threads": 1}
    return ffmpeg_step([smaller], {**options, **EXACT}, [cover], suffix=".jpg", label=_("cover"), weight=0.3)


def _published_with(cut: Cut, mp3: Step, made: list[Product]) -> list[Product]:
    podcast = cut.show.podcast
    names = {"programme": f"{cut.stem}.mp3", "cover": f"{cut.stem}.jpg", "html": f"{cut.stem}.html"}
    if captions := _own_captions(made):
        names["vtt"] = captions
    found = [Product(cut.path(names["html"]), "transcript", transcript_html(cut))]
    if chapters_of(cut):
        names["chapters"] = f"{cut.stem}.chapters.json"
        told = chapters_json(cut, podcast.title or cut.show.name, podcast.author, names["programme"])
        found.append(Product(cut.path(names["chapters"]), "chapters", told))
    if podcast.url:
        found.append(Product(cut.path(f"{cut.stem}.item.xml"), "feed", entry_step(cut, mp3, names)))
    return found


def _own_captions(made: list[Product]) -> str | None:
    """The name of the WebVTT in the show's own language, where the kit has not put other captions in its place."""
    paths = [each.path for each in made if each.role == "captions" and not each.language]
    return next((path.rpartition("/")[2] for path in paths if path.endswith(".vtt")), None)
