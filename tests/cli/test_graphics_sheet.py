"""The contact sheet: one file with all in it, and a page for this machine that shows what was saved."""

import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from newscast.cli.graphics_live import Drawer, following
from newscast.cli.main import run
from newscast.graphics.proofs import LENGTHS
from newscast.review.board.contact_sheet import Sheet, sheet_app, sheet_file
from newscast.show.model import Show


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    folder = tmp_path / "assets/shows/info"
    (folder / "graphics").mkdir(parents=True)
    (folder / "show.yaml").write_text("show: 1\nname: INFO\n", encoding="utf-8")
    return folder


def test_the_command_writes_one_file_and_says_what_is_wrong(
    kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(kit)
    assert run(["graphics", "info", "--only", "credit"]) == 0
    text = (kit / "info-graphics.html").read_text(encoding="utf-8")
    assert text.count("data:image/png;base64,") == 9 and 'src="http' not in text
    own = kit / "graphics/credit.landscape.svg"
    own.write_text("<svg", encoding="utf-8")
    capsys.readouterr()
    assert run(["graphics", "info", "--only", "credit"]) == 1
    assert "credit.landscape.svg:1:" in capsys.readouterr().err
    assert run(["graphics", "info", "--only", "crédito"]) == 2
    assert run(["graphics", "nobody"]) == 2


def test_without_a_show_it_says_whose_look_is_drawn(
    tmp_path: Path, kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, told in ((tmp_path.parent, True), (kit, False)):
        monkeypatch.chdir(folder)
        assert run(["graphics", "--only", "credit", "--output", str(tmp_path / "a.html")]) == 0
        assert ("newscast" in capsys.readouterr().err) is told


def test_the_page_tells_what_was_drawn_again(kit: Path) -> None:
    from newscast.graphics.finding import find_built_in

    drawer = Drawer(Show(show=1, name="INFO", folder=kit), ["credit"])
    drawer.draw()
    with TestClient(sheet_app(drawer.sheet), base_url="http://127.0.0.1") as page:
        assert page.get("/").text.count("<figure") == 9
        before = drawer.sheet.change
        built = find_built_in("credit.landscape")
        assert built
        own = kit / "graphics/credit.landscape.svg"
        own.write_text(built.source.replace('size="34" min="34"', 'size="20" min="20"'), encoding="utf-8")
        drawer.draw(frozenset([own]))
        news = page.get(f"/news?since={before}").json()
        assert {each["name"] for each in news["plates"]} == {
            f"credit-landscape-{length}" for length in ("short", "long", "torturous")
        }
        assert "<li>" in news["plates"][0]["html"] and str(own.name) in news["plates"][0]["html"]
        assert page.get("/picture/credit-landscape-short.png").content.startswith(b"\x89PNG")
        assert page.get("/", headers={"host": "evil.example"}).status_code == 400
    assert "data:image/png" in sheet_file(drawer.sheet)


def test_what_a_page_shows_is_drawn_before_all_else_and_a_new_save_before_what_is_due(kit: Path) -> None:
    drawer = Drawer(Show(show=1, name="INFO", folder=kit), ["credit", "tag"])

    def drawn() -> set[str]:
        return {f"{plate.graphic}-{plate.canvas}" for _change, plate in drawer.sheet.plates() if not plate.due}

    with TestClient(sheet_app(drawer.sheet), base_url="http://127.0.0.1") as page:
        assert page.post("/in-view", json={"rows": "tag-portrait tag-square"}).status_code == 204
    drawer.take()
    assert drawer.step() and drawer.step() and drawn() == {"tag-portrait", "tag-square"}
    own = kit / "graphics/credit.square.svg"
    own.write_text("<svg", encoding="utf-8")
    drawer.take(frozenset([own, kit / "graphics/credit.square.svg.aside"]))
    assert drawer.step() and drawn() == {"tag-portrait", "tag-square", "credit-square"}
    while drawer.step():
        pass
    assert len(drawn()) == 6


def test_the_page_is_there_before_its_pictures_and_says_how_many_are_to_come(kit: Path) -> None:
    drawer = Drawer(Show(show=1, name="INFO", folder=kit), ["credit", "map", "tag"])
    drawer.take()
    in_order = [plate.name for _change, plate in drawer.sheet.plates()]
    with TestClient(sheet_app(drawer.sheet), base_url="http://127.0.0.1") as page:
        shown = page.get("/").text
        assert shown.count("<figure") == 18 and "<img" not in shown, "a show without maps draws none"
        assert "18 pictures are still to be drawn." in shown
        before = drawer.sheet.change
        assert page.get(f"/news?since={before - 1}").json()["plates"]
        assert drawer.step()
        news = page.get(f"/news?since={before}").json()
        assert [each["name"] for each in news["plates"]] == [f"tag-landscape-{each}" for each in LENGTHS]
        assert all("<img" in each["html"] for each in news["plates"]) and news["wrong"].startswith("15 ")
        while drawer.step():
            pass
        shown = page.get("/").text
    assert shown.count("<img") == 18 and "to be drawn" not in shown
    assert in_order == [plate.name for _change, plate in drawer.sheet.plates()], "as it was, whatever came first"


def test_drawing_that_breaks_ends_the_page_instead_of_leaving_it_waiting(
    kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer, ended = Drawer(Show(show=1, name="INFO", folder=kit), ["credit"]), threading.Event()
    monkeypatch.setattr(drawer, "step", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError), following(drawer, ended):
        assert ended.wait(60)


def test_a_page_cannot_send_more_than_it_shows() -> None:
    sheet = Sheet("SALA")
    with TestClient(sheet_app(sheet), base_url="http://127.0.0.1") as page:
        assert page.post("/in-view", json={"rows": "tag-square " * 50_000}).status_code == 413
        pieces = (b'{"rows": "' if at == 0 else b"tag-square " * 1000 for at in range(50))
        told = {"content-type": "application/json"}
        assert page.post("/in-view", content=pieces, headers=told).status_code == 413, "nor without saying how much"
        assert page.post("/in-view", content=b"[", headers=told).status_code == 400
    assert sheet.in_view == frozenset()
