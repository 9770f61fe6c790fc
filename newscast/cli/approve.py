"""`newscast approve`: a word of approval from the terminal, one's own or one that came by another way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.exits import DONE, FILES
from newscast.base.i18n import _
from newscast.cli.names import names_in

if TYPE_CHECKING:
    from newscast.desk.accounts import Account
    from newscast.desk.approvals import Signature
    from newscast.review.approval.giving import Given
    from newscast.review.newsroom.office import Office


@click.command(
    help=_(
        "Approve an episode, or some of its deliverables. With --as it is that account's word; with --by and --via a"
        " word that came by another way, entered by whoever types this."
    )
)
@click.argument("episode", metavar=_("EPISODE"))
@click.option(
    "--only", "names", metavar=_("NAMES"), callback=names_in, help=_("Only these, such as `web,reel/bacheo`.")
)
@click.option("--as", "own", metavar=_("ACCOUNT"), help=_("Whose word it is, or who enters another's."))
@click.option("--by", metavar=_("ACCOUNT"), help=_("Whose word it is that came by another way."))
@click.option("--via", metavar=_("WAY"), help=_("How it came: WhatsApp, by phone, in person."))
@click.option(
    "--proof",
    metavar=_("FILE"),
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("A picture, recording or PDF that shows it; it is kept."),
)
@click.option(
    "--reason", default="", metavar=_("TEXT"), help=_("Why it goes out although words changed under a recording.")
)
@click.option(
    "--emergency", metavar=_("REASON"), help=_("Release it on a director's word alone, whatever stands in the way.")
)
def command(
    episode: str,
    names: tuple[str, ...],
    own: str | None,
    by: str | None,
    via: str | None,
    proof: Path | None,
    reason: str,
    emergency: str | None,
) -> int:
    """Say it, and print what came of it; the code is that of files with an error where something could not be said."""
    from newscast.base.errors import UsageError
    from newscast.cli.where import episode_here
    from newscast.review.door.wrong import RefusedError
    from newscast.review.newsroom.office import open_office

    if bool(by) != bool(via) or (proof and not by):
        raise UsageError(_("A word that came by another way needs --by and --via: `--by directora --via WhatsApp`."))
    if not (own or by):
        raise UsageError(_("Say whose word it is: `--as ACCOUNT`; `newscast accounts` lists them."))
    root, name = episode_here(episode)
    office = open_office(root)
    account, signed = _signature(office, own, by, via, proof, emergency or reason, bool(emergency))
    try:
        given, left = _given(office, name, account, signed, names)
    except RefusedError as refused:
        raise UsageError(refused.message) from refused
    _tell(given, left, signed)
    return FILES if left else DONE


def _signature(
    office: Office, own: str | None, by: str | None, via: str | None, proof: Path | None, reason: str, emergency: bool
) -> tuple[Account, Signature]:
    """Whose word it is, and how it is signed."""
    from newscast.base.errors import UsageError
    from newscast.cli.where import whoever_types
    from newscast.desk.approvals import Signature
    from newscast.desk.attachments import NoAttachmentError, keep
    from newscast.review.newsroom.access import RIGHTS

    account = _account(office, by or own or "")
    wanted = "release" if emergency else "approve"
    if wanted not in RIGHTS[account.role]:
        who = _("a director") if emergency else _("an editor or a director")
        message = _("{name} cannot say this word: it is that of {who}.").format(name=account.name, who=who)
        raise UsageError(message)
    enterer = _account(office, own).name if own and by else whoever_types() if by else None
    kept = None
    if proof:
        try:
            with office.people() as people:
                kept = keep(people, "proof", proof.name, proof.read_bytes(), enterer or account.name)
        except NoAttachmentError as error:
            raise UsageError(str(error)) from error
    return account, Signature(account.name, account.role, reason, emergency, enterer, via, kept)


def _account(office: Office, name: str) -> Account:
    from newscast.cli.accounts import named_account

    with office.people() as people:
        return named_account(people, name)


def _given(
    office: Office, episode: str, account: Account, signed: Signature, names: Sequence[str]
) -> tuple[Given, list[str]]:
    """The words that were given, and why others could not be."""
    from newscast.base.errors import UsageError
    from newscast.document.words import did_you_mean
    from newscast.review.approval.giving import Given, Meant, approve, hindrances, release, settled
    from newscast.review.approval.speaking import speaker_named
    from newscast.review.episode.contents import mark_of
    from newscast.watch.approval.approving import approvals_of, rules_of

    with office.people() as people:
        stand = approvals_of(people, office.root, episode).standings
        speaker = speaker_named(people, account.name, account.role, rules_of(office.root))
        left = hindrances(people, office, episode, signed.reason)
    known = [each.deliverable for each in stand]
    for name in names:
        if name not in known:
            message = _("There is no “{name}” to approve.").format(name=name)
            raise UsageError(f"{message} {did_you_mean(name, known)}")
    chosen = [each for each in stand if not names or each.deliverable in names]
    left = (
        {}
        if signed.emergency
        else {each.deliverable: left[each.deliverable] for each in chosen if left[each.deliverable]}
    )
    aspects = [
        counted
        for each in chosen
        if each.deliverable not in left
        for counted in each.aspects
        if signed.emergency or names or counted.aspect.what in speaker.steps(each.aspects)
    ]
    meant = [Meant(each.aspect, mark_of(each.content)) for each in aspects]
    told = [" ".join(texts) for texts in left.values()]
    if not meant:
        # What a full disk kept from being laid down is laid down now.
        return Given((), settled(office, episode, account.name)), told
    if signed.emergency:
        return release(office, episode, meant, signed), told
    return approve(office, episode, speaker, meant, signed), told


def _tell(given: Given, left: Sequence[str], signed: Signature) -> None:
    """What was said, what it brought about, and what could not be said."""
    from newscast.review.approval.obstacles import names_of, needed_words

    words = given.words
    for name in dict.fromkeys(word.aspect.deliverable for word in words):
        whats = names_of(word.aspect.what for word in words if word.aspect.deliverable == name)
        click.echo(_("{deliverable}: {who} approves {what}.").format(deliverable=name, who=signed.who, what=whats))
    for standing in given.settled.approvals.standings:
        needed = {each.needed for each in standing.aspects if each.needed and each.words}
        for steps in needed:
            click.echo(f"{standing.deliverable}: {needed_words(steps)}")
    for laid in given.settled.laid:
        click.echo(_("{deliverable}: its final lies in approved/.").format(deliverable=laid.deliverable))
    if wanted := given.settled.approvals.finals_wanted:
        click.echo(_("The finals of {names} are to be made.").format(names=", ".join(wanted)))
    if not words and not left:
        click.echo(_("No further word of {who} is needed.").format(who=signed.who))
    for text in left:
        click.echo(text, err=True)
