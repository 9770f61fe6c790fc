"""What of an episode can be approved: its deliverables, and the stories' own cuts, with what each says and shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from newscast.desk.approvals import WHATS, What
from newscast.episode.manifest import Content, Entry, ListedCheck, ListedFile, Manifest

_NO_VOICE, _NO_FILE = "voice-missing", ("file-missing", "medium-missing")
"""Codes of a draft's warnings where something stands in for what is not there; of a final they are errors."""
Newest = Literal["draft", "final"]


@dataclass(frozen=True)
class Candidate:
    """A deliverable, `web`, or a story's own cut, `reel/SLUG`, in one edition: its digests by what they are of, None
    where something is missing, and then `missing` says what in the words of the build. `failed` are the checks that its
    files did not pass. Where it is `outdated` it was made from what is no more."""

    deliverable: str
    draft: bool
    version: int
    contents: Mapping[What, str] | None
    missing: tuple[str, ...] = ()
    failed: tuple[ListedCheck, ...] = ()
    outdated: bool = False
    files: tuple[ListedFile, ...] = ()


def candidates_of(manifest: Manifest | None) -> dict[str, Candidate]:
    """The candidates of an edition, by deliverable; of one that has cuts of its stories these in its place."""
    if manifest is None:
        return {}
    return {
        each.deliverable: each
        for name, entry in manifest.deliverables.items()
        for each in _of_entry(manifest, name, entry)
    }


def plans(drafts: Mapping[str, Candidate], finals: Mapping[str, Candidate], newest: Newest) -> dict[str, Candidate]:
    """Of each deliverable the edition that there is a word to be said on: the final where it is what the draft is, else
    that which was built last."""
    names = dict.fromkeys([*(drafts if newest == "draft" else finals), *drafts, *finals])
    return {name: _plan(drafts.get(name), finals.get(name), newest) for name in names}


def _plan(draft: Candidate | None, final: Candidate | None, newest: Newest) -> Candidate:
    if draft is None or final is None:
        only = draft or final
        assert only
        return only
    if draft.outdated != final.outdated:
        return final if draft.outdated else draft
    same = final.contents is not None and final.contents == draft.contents
    return final if same or newest == "final" else draft


def _of_entry(manifest: Manifest, name: str, entry: Entry) -> Iterator[Candidate]:
    unread = _warned(manifest, (_NO_VOICE,))
    for slug, content in entry.cuts.items() or ((None, entry.content),):
        files = tuple(file for file in entry.files if file.slug == slug)
        paths = {file.path for file in files}
        failed = (each for each in entry.qc.checks if each.verdict == "fail" and (not each.file or each.file in paths))
        yield Candidate(
            deliverable=f"{name}/{slug}" if slug else name,
            draft=manifest.draft,
            version=manifest.version,
            contents=None if content is None or unread else _digests(content),
            missing=_warned(manifest, (_NO_VOICE, *_NO_FILE)) if content is None else unread,
            failed=tuple(failed),
            outdated=entry.outdated,
            files=files,
        )


def _warned(manifest: Manifest, codes: Iterable[str]) -> tuple[str, ...]:
    """What a draft's build warned of in these ways."""
    return tuple(each.message for each in manifest.problems if manifest.draft and each.code in codes)


def _digests(content: Content) -> dict[What, str]:
    found: Iterable[tuple[What, str | None]] = ((what, getattr(content, what)) for what in WHATS)
    return {what: digest for what, digest in found if digest}
