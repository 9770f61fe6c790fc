"""Mending the rundown in a real browser: by keys and thumbs, two people on one line, undone, put in another order."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from browsing import barriers, until
from review_making import EPISODE, OFFICE, RUNDOWN, RUNDOWN_PATH, write_edition, write_episode, write_newsroom

from newscast.desk.job import Ask, Ending, Lane
from newscast.review.newsroom.office import Office

pytestmark = [pytest.mark.slow, pytest.mark.real]

PAGE = f"/e/{EPISODE}"
COPY = "Se repararon 4,200 baches en un mes."
HOSTILE = '<img src=x onerror="window.hurt = 1"> "& \'{{ x }}\' # no: [es] *un* alias'
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
AT = "async (frame) => { const { player } = await import('/static/player.js'); player.seek(frame); }"
HURT = "() => window.hurt ?? null"
SAVE = ".mending [data-save]"
TEXT = ".mending [data-field=copy] textarea"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two seconds of a small film."""
    path = tmp_path_factory.mktemp("film") / "a.mp4"
    source = ("-f", "lavfi", "-i", "testsrc=s=320x180:r=25:d=2", "-pix_fmt", "yuv420p", "-c:v", "libx264")
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *source, str(path)], check=True)
    return path.read_bytes()


@pytest.fixture
def newsroom(tmp_path: Path, film: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "sala"
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    write_newsroom(root)
    write_episode(root)
    place = root / "rundowns/entrevistas/laura.mp4"
    place.parent.mkdir()
    place.write_bytes(film)
    return root


@pytest.fixture
def now(newsroom: Path) -> Callable[[], str]:
    """The rundown as it is written now."""
    return lambda: (newsroom / RUNDOWN_PATH).read_text(encoding="utf-8")


def mend(page: Any, what: str) -> None:
    page.click(f'[data-mend="{what}"]')
    page.wait_for_selector(".mending")


def saved(page: Any) -> None:
    page.click(SAVE)
    page.wait_for_selector(".mending", state="detached")
    page.wait_for_selector(".mended")


def test_a_word_is_mended_where_it_is_said(look: Callable[..., Any], now: Callable[[], str]) -> None:
    page = look(PAGE)
    page.evaluate(AT, 70)
    page.keyboard.press("e")
    page.wait_for_selector(".mending")
    assert page.input_value(TEXT) == COPY and "line 12" in page.inner_text(".mending [data-field=copy] label")
    assert page.evaluate("() => document.activeElement.matches('.mending textarea')")
    assert page.is_disabled(SAVE) and not page.is_visible("[data-voice]")

    # What would change is shown before anything does; words that somebody wrote are words.
    page.fill(TEXT, HOSTILE)
    page.wait_for_selector(".tried .lines del")
    assert "4,200" in page.inner_text(".tried .lines del >> nth=0") and page.evaluate(HURT) is None
    assert page.is_visible("[data-voice]"), "its recording goes on saying the old words"
    assert now() == RUNDOWN

    # It is kept when the form is closed and when the page is left, and discarded when somebody says so.
    page.keyboard.press("Escape")
    page.wait_for_selector(".mending", state="detached")
    page.reload()
    page.evaluate(AT, 70)
    page.keyboard.press("e")
    page.wait_for_selector(".mending [data-kept]:not([hidden])")
    assert page.input_value(TEXT) == HOSTILE
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".mended")
    before, after = RUNDOWN.splitlines(), now().splitlines()
    assert before[:11] == after[:11] and before[12:] == after[-len(before) + 12 :], "one line is another one"
    mend(page, "bacheo/0")
    assert page.input_value(TEXT) == HOSTILE and page.evaluate(HURT) is None
    assert not page.is_visible(".mending [data-kept]"), "what was saved is not kept besides"
    page.keyboard.press("Escape")

    page.click(".mended [data-undo]")
    page.wait_for_selector(".mended:has-text('was taken back')")
    assert now() == RUNDOWN, "byte for byte"
    mend(page, "bacheo/0")
    page.fill(TEXT, "Otra cosa.")
    page.click(".mending footer [data-close]")
    mend(page, "bacheo/0")
    page.click("[data-forget]")
    assert page.input_value(TEXT) == COPY and page.is_disabled(SAVE)


def test_two_people_on_one_line(look: Callable[..., Any], now: Callable[[], str]) -> None:
    one, two, three = look(PAGE, "editor"), look(PAGE, "producer", **PHONE), look(PAGE, "director")
    for page in (one, two, three):
        mend(page, "bacheo/0")
    two.fill(TEXT, COPY.replace("4,200", "4,300"))
    one.fill(TEXT, COPY.replace("4,200", "4,100"))
    saved(one)
    # Who only looked at it sees how it is now; who wrote sees both, and nothing is saved before that is decided.
    three.wait_for_selector(".is-followed")
    assert "4,100" in three.input_value(TEXT)
    two.wait_for_selector(".meanwhile .pair ins:has-text('4,100')")
    two.tap(SAVE)
    assert "4,100" in now() and "Editor" in two.inner_text(".meanwhile")
    assert "4,300" in two.inner_text(".meanwhile .pair")
    three.fill(TEXT, "Ya no hay baches.")
    two.tap(".meanwhile button >> nth=1")
    two.tap(SAVE)
    two.wait_for_selector(".mended")
    assert "4,300" in now() and "4,100" not in now()
    three.wait_for_selector(".meanwhile .pair")
    three.click(".meanwhile button >> nth=0")
    assert "4,300" in three.input_value(TEXT) and three.is_disabled(SAVE)

    # Other lines of the file are no reason to ask.
    three.fill(TEXT, "Ya no hay baches.")
    mend(one, "feria/0")
    one.fill(TEXT, "Buenas tardes.")
    saved(one)
    saved(three)
    assert "Ya no hay baches." in now() and "Buenas tardes." in now()


def test_what_was_still_missing_of_the_version_before_is_not_offered_as_mended(
    look: Callable[..., Any], office: Office, newsroom: Path
) -> None:
    page, draft = look(f"{PAGE}?draft=1"), newsroom / f"output/{EPISODE}/draft"
    mend(page, "bacheo")
    page.fill(".mending [data-field=headline] textarea", "Sin baches")
    saved(page)
    with page.expect_response("**/newest?**"):
        with office.ledger() as ledger:
            ledger.ask(Ask(Lane(EPISODE, True), RUNDOWN_PATH, "of before"))
            ledger.end(ledger.begin(ledger.jobs()[0]), "done", Ending(0, ""))
        write_edition(draft, 3)
    with page.expect_response("**/events?**"):
        pass
    assert not page.is_visible(".mended [data-see]")
    write_edition(draft, 4)
    page.wait_for_selector(".mended [data-see]:not([hidden])")
    assert "version=4" in str(page.get_attribute(".mended [data-see]", "href"))


def test_people_times_and_headlines_on_a_phone(
    look: Callable[..., Any], now: Callable[[], str], newsroom: Path
) -> None:
    page = look(PAGE, **PHONE)
    mend(page, "bacheo/1")
    assert "newsroom’s list" in page.inner_text(".mending-person")
    page.fill(".mending-person [data-field=name] input", "Laura Díaz Muñoz")
    page.tap(".mending-clip summary")
    page.wait_for_function("() => document.querySelector('.film img').naturalWidth === 320")
    page.evaluate(
        "() => { const s = document.querySelector('.film input'); s.value = 25; s.dispatchEvent(new Event('input')); }"
    )
    page.tap("[data-sets=in]")
    assert page.input_value(".mending-times [data-field=in] input") == "1s"
    page.tap("[data-nudge='5']")
    page.tap("[data-sets=out]")
    assert page.input_value(".mending-times [data-field=out] input") == "2s", "the end is the first that is not shown"
    page.fill(".mending-times [data-field=out] input", "1.8s")
    saved(page)
    people = (newsroom / "assets/newsroom.yaml").read_text(encoding="utf-8")
    assert people == OFFICE.replace("Laura Díaz", "Laura Díaz Muñoz")
    assert "in: 1s" in now() and "out: 1.8s" in now()
    # Both files are as they were again.
    page.tap(".mended [data-undo]")
    page.wait_for_selector(".mended:has-text('was taken back')")
    assert (newsroom / "assets/newsroom.yaml").read_text(encoding="utf-8") == OFFICE and now() == RUNDOWN

    mend(page, "bacheo")
    page.fill(".mending [data-field=headline] textarea", "Sin baches")
    page.fill(".mending [data-field=tease] textarea", "Ya está.")
    saved(page)
    assert "headline: Sin baches" in now() and "tease: Ya está." in now()
    width = "() => document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(width), "nothing is wider than the phone"


def test_another_order_by_keys_alone_and_by_hand(look: Callable[..., Any], now: Callable[[], str]) -> None:
    page = look(PAGE)
    page.focus("#copy [data-order]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mending-order")
    page.focus(".order > li:nth-child(2) > .order-row [data-grip]")
    page.keyboard.press("ArrowDown")
    assert page.inner_text("[data-moved]") == "Concluye el bacheo: place 3 of 4"
    page.focus(".order > li:nth-child(2) > .order-row [data-float]")
    page.keyboard.press("Space")
    page.wait_for_selector(".order .tried .lines, .mending-order .tried .lines")
    assert now() == RUNDOWN
    page.click("#order [data-save]")
    page.wait_for_selector(".mended")
    bacheo, feria = RUNDOWN[RUNDOWN.index("  - story: bacheo") :].split("  - story: feria")
    feria, close = feria.split("  - close")
    expected = RUNDOWN[: RUNDOWN.index("  - story")] + "  - story: feria" + feria
    assert now().startswith(expected[: expected.index("\n    parts")]) and "float: true" in now()
    assert now().endswith(bacheo + "  - close" + close)
    page.click(".mended [data-undo]")
    until(lambda: now() == RUNDOWN)

    # By hand: the handle is drawn below the next one.
    page.click("#copy [data-order]")
    page.wait_for_selector(".mending-order")
    grip, last = (page.locator(f".order > li:nth-child({at})").first.bounding_box() for at in (2, 3))
    page.mouse.move(grip["x"] + 20, grip["y"] + 20)
    page.mouse.down()
    page.mouse.move(grip["x"] + 20, last["y"] + last["height"] - 2, steps=8)
    page.mouse.up()
    assert page.inner_text(".order > li:nth-child(2) .strong >> nth=0") == "Arranca la feria"
    page.click("#order [data-save]")
    until(lambda: now().index("story: feria") < now().index("story: bacheo"))


def test_screen_readers_find_their_way(look: Callable[..., Any]) -> None:
    page = look(PAGE, **PHONE)
    seen = []
    mend(page, "bacheo/1")
    page.tap(".mending-clip summary")
    page.fill(".mending textarea >> nth=0", "Otra cosa.")
    page.wait_for_selector(".tried .lines")
    seen.append(barriers(page))
    saved(page)
    seen.append(barriers(page))
    mend(page, "bacheo")
    seen.append(barriers(page))
    page.click("#copy [data-order]")
    page.wait_for_selector(".mending-order")
    seen.append(barriers(page))
    for address in (f"{PAGE}/mend?segment=1", f"{PAGE}/changes"):
        page.goto(page.url.split("/e/")[0] + address)
        page.wait_for_load_state("networkidle")
        seen.append(barriers(page))
    assert seen == [[]] * 6
