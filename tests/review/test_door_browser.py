"""The door in a real browser: from the first link to a guest, with hostile names, and from another site."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from browsing import ANY, barriers, served
from review_making import EPISODE

from newscast.desk.accounts import account_of, accounts, add_account
from newscast.desk.entering import make_first, make_sign_in
from newscast.desk.guests import guest_links
from newscast.review.door.guard import token_of
from newscast.review.newsroom.office import Office

pytestmark = pytest.mark.slow
HOSTILE = "</p><img src=x onerror=\"document.title='owned'\"><script>a()</script>"


@contextmanager
def other_site(html: str) -> Iterator[str]:
    """Another server of this machine: to the browser the same site, but another origin."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_told: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def test_from_the_first_link_to_a_guest(office: Office, chromium: Any) -> None:
    """A director makes the first account by keyboard alone, adds somebody with a hostile name, and invites a guest."""
    with office.people() as people:
        first = make_first(people)
    with served(office) as address:
        context = chromium.new_context(
            locale="en", viewport={"width": 390, "height": 844}, user_agent=f"{HOSTILE} Firefox"
        )
        page = context.new_page()
        page.goto(f"{address}/first/{first}")
        assert barriers(page, impacts=ANY) == []
        page.keyboard.press("Tab")
        page.locator("#shown").focus()
        page.keyboard.type("Ana Ruiz")
        page.keyboard.press("Tab")
        page.keyboard.type("ana")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/")

        page.goto(f"{address}/accounts")
        page.fill("#shown", HOSTILE)
        page.fill("#name", "eva")
        page.select_option("#role", "editor")
        page.get_by_role("button", name="Add", exact=True).click()
        link = page.locator("#handed").input_value()
        assert link.startswith(f"{address}/enter/") and barriers(page, impacts=ANY) == []

        page.goto(f"{address}/guests")
        page.fill("#guest", HOSTILE)
        page.get_by_label("May approve").check()
        page.get_by_role("button", name="Make the link").click()
        invitation = page.locator("#handed").input_value()
        for path in ("/guests", "/accounts", "/audit", "/me", "/enter"):
            page.goto(address + path)
            assert page.title() != "owned" and barriers(page, impacts=ANY) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path

        guest = chromium.new_context(locale="en").new_page()
        guest.goto(invitation)
        assert guest.title() != "owned" and HOSTILE in guest.inner_text("h1")
        guest.get_by_role("button", name="Enter").click()
        guest.wait_for_url(f"{address}/e/{EPISODE}**")
        page.goto(f"{address}/guests")
        page.get_by_role("button", name="Take back").click()
        page.wait_for_url(f"{address}/guests")
        assert guest.goto(f"{address}/e/{EPISODE}").url.startswith(f"{address}/enter")
        with office.people() as people:
            assert [each.name for each in accounts(people)] == ["ana", "eva"] and guest_links(people) == []


def test_another_site_does_nothing_with_a_session_that_the_browser_holds(office: Office, chromium: Any) -> None:
    with office.people() as people:
        link = make_sign_in(people, add_account(people, "ana", "Ana", "director", "test"), "test")
    with served(office) as address:
        context = chromium.new_context(locale="en")
        page = context.new_page()
        page.goto(f"{address}/enter/{link}")
        page.get_by_role("button", name="Enter").click()
        page.wait_for_url(f"{address}/")
        (secret,) = [each["value"] for each in context.cookies() if each["name"] == office.cookie]
        token = token_of(secret)
        # The worst case: it even knows the token.
        form = f"""<form method="post" action="{address}/accounts/ana/link"><input name="token" value="{token}">
        <input name="reset" value="1"></form><script>document.forms[0].submit()</script>"""
        with other_site(form) as site:
            page.goto(site)
            page.wait_for_url(f"{address}/accounts/ana/link")
            assert "another site" in page.inner_text("main")
        reading = f"""<iframe src="{address}/accounts"></iframe><script>
        const told = [];
        const tried = [fetch("{address}/audit.json", {{credentials: "include"}}),
          fetch("{address}/accounts/ana/remove",
            {{method: "POST", credentials: "include", headers: {{"x-newscast-token": "{token}"}}}})];
        Promise.allSettled(tried).then((all) => {{ document.title = all.map((each) => each.status).join(" "); }});
        </script>"""
        with other_site(reading) as site:
            page.goto(site)
            page.wait_for_function("document.title !== ''")
            assert page.title() == "rejected rejected"
            assert all("Accounts" not in frame.content() for frame in page.frames)
        # A page of ours runs nothing that stands in it.
        page.goto(f"{address}/me")
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=`owned`\">')")
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {text: 'document.title=`owned`'}))"
        )
        assert page.goto(f"{address}/accounts").status == 200 and page.title() != "owned"
        with office.people() as people:
            assert account_of(people, "ana")
