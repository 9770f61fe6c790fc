"""The commands check, new and schema."""

from __future__ import annotations

import datetime
import json
import shutil
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newscast.base.errors import FilesError, Place, Problem, UsageError
from newscast.cli import check, new, report, schema
from newscast.episode import schema as episode_schema
from newscast.rundown.load import load
from newscast.rundown.schema import FILES, editor_line, file_text, json_schema
from newscast.watch.status import schema as watch_schema


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    return tmp_path.resolve()


def start(*arguments: str) -> Result:
    return CliRunner().invoke(new.command, list(arguments))


@pytest.mark.parametrize("tongue", ["en", "es"])
def test_a_new_show_can_be_loaded_as_it_is(office: Path, monkeypatch: pytest.MonkeyPatch, tongue: str) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", tongue)
    assert start("info-leon", "--date", "2026-11-20").exit_code == 0
    path = Path("rundowns/2026-11-20-info-leon.yaml")
    loaded = load(path)
    assert loaded.warnings == () and len(loaded.rundown.segments) == 6
    assert loaded.show.language[:2] == loaded.newsroom.language[:2] == tongue
    assert path.read_text(encoding="utf-8").startswith(editor_line(tongue) + "\n")
    assert [each.name for each in (office / "rundowns").glob("*.json")] == [FILES[tongue]]
    assert (office / "rundowns" / FILES[tongue]).read_text(encoding="utf-8") == file_text(tongue)


def test_schemas_of_other_languages_are_renewed_where_they_are(office: Path) -> None:
    spanish = office / "rundowns" / FILES["es"]
    spanish.parent.mkdir()
    spanish.write_text("{}", encoding="utf-8")
    start("info-leon")
    assert spanish.read_text(encoding="utf-8") == file_text("es")


def test_days_follow_each_other(office: Path) -> None:
    today = datetime.date.today()
    for number in range(3):
        assert start("info-leon").exit_code == 0
        assert (office / f"rundowns/{today + datetime.timedelta(days=number)}-info-leon.yaml").is_file()


def test_an_old_episode_is_followed_by_today(office: Path) -> None:
    start("info-leon", "--date", "2020-01-01")
    start("info-leon")
    assert (office / f"rundowns/{datetime.date.today()}-info-leon.yaml").is_file()


def test_nothing_is_overwritten(office: Path) -> None:
    start("info-leon", "--date", "2026-11-20")
    path = office / "rundowns/2026-11-20-info-leon.yaml"
    kit = office / "assets/shows/info-leon/show.yaml"
    for file in (path, kit):
        file.write_text("mine", encoding="utf-8")
    assert "there already" in str(start("info-leon", "--date", "2026-11-20").exception)
    start("info-leon", "--date", "2026-11-21")
    assert path.read_text(encoding="utf-8") == kit.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["Info León", "../x", "a/b", "", "-", "a--b", "x" * 61, "ñ"])
def test_bad_names_are_refused(office: Path, name: str) -> None:
    result = start("--", name)
    assert result.exception is not None and "cannot be the name of a show" in str(result.exception)
    assert list(office.iterdir()) == []


@pytest.mark.parametrize("name", ["2026", "no", "true", "1e3", "0x10"])
def test_odd_names_load(office: Path, name: str) -> None:
    start(name, "--date", "2026-11-20")
    assert load(Path(f"rundowns/2026-11-20-{name}.yaml")).rundown.show == name


def test_a_bad_date_is_refused(office: Path) -> None:
    assert "not a date" in str(start("info-leon", "--date", "mañana").exception)


def test_check_looks_at_every_rundown(office: Path, known_ffmpeg: Path) -> None:
    start("info-leon", "--date", "2026-11-20")
    (office / ".newscast").mkdir(exist_ok=True)
    shutil.copy(known_ffmpeg / "ffmpeg.json", office / ".newscast")
    good = Path("rundowns/2026-11-20-info-leon.yaml")
    bad = [good.with_name(f"{name}.yaml") for name in ("uno", "dos")]
    for path in bad:
        path.write_text(good.read_text(encoding="utf-8").replace("open: main", "open: mian"), encoding="utf-8")
    assert CliRunner().invoke(check.command, [str(good)]).exit_code == 0
    told = json.loads(CliRunner().invoke(check.command, [str(good), "--json"]).stdout)
    assert told["errors"] == [] and [each["file"] for each in told["files"]] == [str(good)]
    result = CliRunner().invoke(check.command, [str(bad[0]), str(good), str(bad[1]), "--json"])
    assert isinstance(result.exception, FilesError)
    places = [(error["file"], error["line"], error["column"]) for error in json.loads(result.stdout)["errors"]]
    assert places == [(str(path), 10, 11) for path in sorted(bad)]


def test_schema_is_printed(office: Path) -> None:
    assert json.loads(CliRunner().invoke(schema.command).stdout) == json_schema()


def test_schema_is_printed_in_the_users_language(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "es")
    assert CliRunner().invoke(schema.command).stdout == file_text("es")


OTHERS = ["check", "events", "manifest", "timeline", "history", "status"]
of_episodes, of_watchers = cache(episode_schema.schemas), cache(watch_schema.schemas)


@pytest.fixture
def described_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What models say of themselves is worked out once for all tests."""
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.setattr(episode_schema, "schemas", of_episodes)
    monkeypatch.setattr(watch_schema, "schemas", of_watchers)


@pytest.mark.parametrize("name", OTHERS)
def test_other_schemas_are_printed_by_name(described_once: None, name: str) -> None:
    committed = Path(__file__).parents[2] / f"docs/schemas/{name}.json"
    printed = CliRunner().invoke(schema.command, [name]).stdout
    assert json.loads(printed) == json.loads(committed.read_text(encoding="utf-8"))


def test_a_schema_that_there_is_not(described_once: None) -> None:
    with pytest.raises(UsageError, match="Did you mean “status”"):
        CliRunner().invoke(schema.command, ["stauts"], catch_exceptions=False)


def test_problems_are_printed_one_a_line(capsys: pytest.CaptureFixture[str], office: Path) -> None:
    place = Place(Path("r.yaml"), 13, 5)
    report.print_problems(
        [
            Problem("Bad.\nVery.", "Mend it.", place, code="yaml"),
            Problem("Hm.", "", place, True, code="yaml"),
            Problem("No.", code="yaml"),
        ]
    )
    assert capsys.readouterr().err.splitlines() == [
        "No.",
        "r.yaml:13:5: Bad. Very. Mend it.",
        "r.yaml:13:5: warning: Hm.",
    ]


def test_errors_as_json() -> None:
    problems = [
        Problem("Está mal.", "Arréglelo.", Place(Path("r.yaml"), 13, 5), code="yaml"),
        Problem("x", warning=True, code="yaml"),
    ]
    wanted = {"code": "yaml", "file": "r.yaml", "line": 13, "column": 5, "message": "Está mal.", "hint": "Arréglelo."}
    assert json.loads(report.errors_json(problems)) == {"errors": [{**wanted, "medium": None}]}
