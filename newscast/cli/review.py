"""`newscast review`: the page where drafts are seen, commented and approved."""

from __future__ import annotations

from pathlib import Path

import click

from newscast.base.i18n import _


@click.command(help=_("Serve the page where drafts are seen, commented and approved."))
@click.argument("newsroom", default=".", metavar=_("[NEWSROOM]"), type=click.Path(path_type=Path))
@click.option("--port", default=8700, show_default=True, help=_("The port to listen on."))
def command(newsroom: Path, port: int) -> int:
    """Serve until interrupted."""
    import uvicorn

    from newscast.base.errors import UsageError
    from newscast.desk.accounts import accounts, add_account
    from newscast.desk.entering import make_sign_in
    from newscast.review.app import make_app
    from newscast.review.office import open_office
    from newscast.show.newsroom import RUNDOWNS, find_newsroom

    root = find_newsroom(newsroom / RUNDOWNS)
    if root is None:
        message = _("{folder} is no newsroom. Call it in a folder that has assets/newsroom.yaml, or name that folder.")
        raise UsageError(message.format(folder=newsroom))
    office = open_office(root)
    with office.people() as people:
        account = next(iter(accounts(people)), None) or add_account(people, "admin", "Admin", "director", "newscast")
        click.echo(f"http://127.0.0.1:{port}/enter/{make_sign_in(people, account, 'newscast')}")
    uvicorn.run(make_app(office), host="127.0.0.1", port=port, log_level="warning")
    return 0
