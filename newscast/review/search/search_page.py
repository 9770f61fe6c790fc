"""`/search?q=`: where a word, a name or a day is in all that the newsroom has made."""

from __future__ import annotations

from starlette.responses import Response

from newscast.base.kinds import kind_name
from newscast.base.timecode import clock
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.episode.chosen import address_of, version_name
from newscast.review.newsroom.news import reporter_of
from newscast.review.search.searching import Found, Hit, Indexed, index_of, search, terms_of

_MOST_EPISODES = 40
_MOST_HITS = 6
_LONGEST = 200


def found(visit: Visit) -> Response:
    """The episodes in which all that is asked for is, the newest first."""
    asked = visit.request.query_params.get("q", "")[:_LONGEST].strip()
    index = index_of(visit.office.root)
    index.follow(reporter_of(visit.office).shelf())
    episodes, left = index.episodes()
    results = search(episodes, terms_of(asked))
    return page(
        visit,
        "search.html",
        asked=asked,
        results=[(each.indexed, _address(each), each.hits[:_MOST_HITS], len(each.hits)) for each in results][
            :_MOST_EPISODES
        ],
        count=len(results),
        left=left,
        of=len(episodes),
        address=address,
        when=when,
        version_name=version_name,
        kind_name=kind_name,
    )


def address(indexed: Indexed, hit: Hit) -> str:
    """The page of an episode, at the place of a hit."""
    return address_of(indexed.episode, indexed.draft, indexed.edition.version, hit.passage.target, frame=hit.frame)


def when(indexed: Indexed, hit: Hit) -> str:
    """The running time at a hit, for people."""
    return clock(hit.frame / indexed.edition.rate) if indexed.edition.rate else ""


def _address(each: Found) -> str:
    indexed = each.indexed
    target = each.hits[0].passage.target if each.hits else next(iter(indexed.edition.candidates), "")
    return address_of(indexed.episode, indexed.draft, indexed.edition.version, target)


ROUTES = (guarded("/search", found, "see"),)
