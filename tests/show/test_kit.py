"""Kits and newsrooms."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.errors import Place, Problem
from newscast.show.load import load_newsroom, load_show, shows
from newscast.show.model import Show
from newscast.show.newsroom import find_newsroom

NO_RATES = ("1/0", "30/0", "0", "-25", "1000", "29", "23.9", "29,97", "1e999999999", "[25]", "25fps")
WHOLE = """\
show: 1
name: INFO LEÓN
language: es-MX
rate: 25
colors: {primary: "#0a3d62", accent: "#F6B93B"}
fonts: {family: Fira Sans, files: [fira.otf]}
logo: logo.svg
bed: sound/bed.wav
sting: sound/sting.wav
beds: {calma: sound/bed.wav}
openers: {main: {subtitle: Noticias, music: sound/bed.wav}}
closings: {main: {thanks: Gracias, contacts: [leon.gob.mx], credits: [Redacción], url: "https://leon.gob.mx"}}
synth: {voice: es-419, rate: 160, pitch: 30, on_air: sí}
voice: {high_pass: 100, compress: false}
captions: {characters: 36, lines: 2, cps: 15, style: karaoke}
transition: dissolve
deliverables: [radio, web]
loudness: {web: {target: -16, peak: -1.5}}
canvases: {landscape: [1280, 720]}
base: plain
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    root = tmp_path.resolve()
    monkeypatch.chdir(root)
    kit = root / "assets/shows/info-leon"
    (kit / "sound").mkdir(parents=True)
    for name in ("logo.svg", "fira.otf", "sound/bed.wav", "sound/sting.wav"):
        (kit / name).write_bytes(b"x")
    return root


def load(root: Path, text: str, name: str = "info-leon") -> tuple[Show | None, list[Problem]]:
    (root / "assets/shows/info-leon/show.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return load_show(root, name, (root,), Place(Path("r.yaml"), 2, 7), problems), problems


def test_every_key(root: Path) -> None:
    show, problems = load(root, WHOLE)
    assert show and not problems
    assert show.rate == 25 and show.folder == root / "assets/shows/info-leon"
    assert show.bed is not None and show.bed.file == root / "assets/shows/info-leon/sound/bed.wav"
    assert show.loudness_target("web") == -16 and show.peak_limit("web") == -1.5
    assert show.canvases == {"landscape": (1280, 720)}
    assert show.deliverables == ("radio", "web") and show.synth.on_air
    assert show.captions.style == "karaoke"


def test_music_is_a_file_or_what_there_is_to_know_of_it(root: Path) -> None:
    text = "show: 1\nname: x\nbed: {through: programme}\nbeds:\n  calma: {file: sound/bed.wav, bpm: 96, bars: 8}\n"
    show, problems = load(root, text + "sting: sound/sting.wav\nstings: {corta: {file: sound/sting.wav, hit: 0.8s}}\n")
    assert show and not problems
    assert show.bed and show.bed.file is None and show.bed.through == "programme"
    assert (show.beds["calma"].bpm, show.beds["calma"].bars) == (96, 8)
    assert show.sting and show.sting.file == root / "assets/shows/info-leon/sound/sting.wav"
    assert show.stings["corta"].hit and show.stings["corta"].hit.seconds == Fraction(8, 10)
    wrong = load(root, "show: 1\nname: x\nsting: {hit: 1s}\nbed: {through: always, bpm: 9}\n")[1]
    assert {problem.place.line for problem in wrong if problem.place} == {3, 4}


def test_a_name_is_enough(root: Path) -> None:
    show, problems = load(root, "show: 1\nname: LEÓN CONTIGO\n")
    assert show and not problems
    assert (
        show.rate == Fraction(30000, 1001)
        and show.deliverables == ("radio", "tv", "web", "reel", "square")
        and show.base == "plain"
    )


def test_a_folder_without_a_file_is_a_show_of_that_name(root: Path) -> None:
    problems: list[Problem] = []
    show = load_show(root, "info-leon", (root,), Place(Path("r")), problems)
    assert show and show.name == "INFO LEON" and not problems


def test_a_show_that_is_not_there(root: Path) -> None:
    (root / "assets/shows/otro").mkdir()
    show, (problem,) = load(root, "show: 1\nname: x\n", "deportes")
    assert show is None and problem.place == Place(Path("r.yaml"), 2, 7)
    assert problem.hint == "Known here: info-leon, otro." and shows(root) == ["info-leon", "otro"]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("show: 1\n", 1, 1, "“name” is missing"),
        ("show: 1\nname: x\ncolours: {}\n", 3, 1, "Did you mean “colors”"),
        ("show: 1\nname: x\ncolors: {primary: azul}\n", 3, 19, "not a colour"),
        ("show: 1\nname: x\nrate: mucho\n", 3, 7, "not a frame rate 30000/1001"),
        *((f"show: 1\nname: x\nrate: {rate}\n", 3, 7, "not a frame rate 24000/1001") for rate in NO_RATES),
        ("show: 1\nname: x\ndeliverables: []\n", 3, 15, "“deliverables” is empty"),
        ("show: 1\nname: x\nsynth: {voice: es-latam}\n", 3, 16, "no synthetic voice es-latam"),
        *(
            (f"show: 1\nname: x\nsynth: {{voice: {voice}}}\n", 3, 16, "no synthetic voice")
            for voice in ('"."', "..", "roa", "es+zzz")
        ),
        ("show: 1\nname: x\nident: {copy: ~}\n", 3, 15, "“copy” is empty"),
        ("show: 1\nname: x\nlogo: lgo.svg\n", 3, 7, "Did you mean “logo.svg”"),
        ("show: 1\nname: x\nsynth: {rate: 900}\n", 3, 15, "at most 300"),
        ("show: 1\nname: x\nsynth: {rate: mucho}\n", 3, 15, "not a number"),
        ("show: 1\nname: x\nloudness: {tele: {target: -20}}\n", 3, 12, "no deliverable"),
        ("show: 1\nname: x\nloudness: {tv: {target: fuerte}}\n", 3, 25, "not a number"),
        ("show: 1\nname: x\nloudness: {tv: {target: 23}}\n", 3, 25, "at most -5.0. Write `-23`, with a minus"),
        ("show: 1\nname: x\nloudness: {tv: {peak: 1.5}}\n", 3, 23, "Write `-1.5`, with a minus"),
        ("show: 1\nname: x\ncanvases: {landscape: [1281, 720]}\n", 3, 23, "even numbers"),
        ("show: 1\nname: x\ncanvases: {panorama: [1280, 720]}\n", 3, 12, "no canvas"),
        ("show: 1\nname: x\nclosings: {main: {contacts: [a, b, c, d]}}\n", 3, 29, "at most 3"),
        ("show: 1\nname: x\nbase: fancy\n", 3, 7, "plain"),
        ("show: 1\nname: x\ncaptions: {style: karaoque}\n", 3, 19, "Did you mean “karaoke”"),
        ("show: 2\nname: x\n", 1, 7, "format 2"),
        ("show: 1\nname: x\nbase: plain\nfolder: /etc\n", 4, 1, "“folder” not a key"),
    ],
)
def test_problems_of_a_kit(root: Path, text: str, line: int, column: int, words: str) -> None:
    _show, problems = load(root, text)
    path = Path("assets/shows/info-leon/show.yaml")
    assert [problem.place for problem in problems] == [Place(path, line, column)], [str(p) for p in problems]
    assert all(word in str(problems[0]) for word in words.split()), str(problems[0])


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("24000/1001", Fraction(24000, 1001)),
        ("23.976", Fraction(24000, 1001)),
        ("23.98", Fraction(24000, 1001)),
        ("29.97", Fraction(30000, 1001)),
        ("59.94", Fraction(60000, 1001)),
        ("25.0", Fraction(25)),
        ("50/1", Fraction(50)),
        ("24", Fraction(24)),
    ],
)
def test_rates_as_they_are_written(root: Path, written: str, rate: Fraction) -> None:
    show, problems = load(root, f"show: 1\nname: x\nrate: {written}\n")
    assert show and show.rate == rate and not problems


@pytest.mark.parametrize("written", ["no", "false", "off"])
@pytest.mark.parametrize("yes", ["sí", "yes", "true"])
def test_whether_pictures_are_in_the_opener_is_said_as_everything_is(root: Path, yes: str, written: str) -> None:
    for word, said in ((yes, True), (written, False)):
        show, problems = load(root, f"show: 1\nname: x\nopeners: {{main: {{pictures: {word}}}}}\n")
        assert show and show.openers["main"].pictures is said and not problems


@pytest.mark.parametrize("voice", ["es-419", "ES", "es-419+f3", "Spanish (Spain)", "en-us"])
def test_voices_go_by_any_name_that_the_synthesiser_takes(root: Path, voice: str) -> None:
    show, problems = load(root, f"show: 1\nname: x\nsynth: {{voice: {voice}}}\n")
    assert show and show.synth.voice == voice and not problems


@pytest.mark.parametrize(
    ("people", "line"),
    [
        ("  ana: {name: Ana, photo: no.jpg}\n", 3),
        ("  ana: {role: Presentadora}\n", 3),
        ("  ana: Ana Ruiz\n", 3),
        ("  ana: {name: Ana, synth: {voice: es-latam}}\n", 3),
        ("  ana: {name: Ana, synth: {rate: 9}}\n", 3),
    ],
)
def test_what_is_right_of_a_newsroom_is_known(root: Path, people: str, line: int) -> None:
    text = f"newsroom: 1\npeople:\n{people}  eva: {{name: Eva Sol}}\nmedia_roots: [shows]\nstore: {{keep: 4 GB}}\n"
    (root / "assets/newsroom.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    newsroom = load_newsroom(root, problems)
    assert [problem.place and problem.place.line for problem in problems] == [line], problems
    assert newsroom.names == ("ana", "eva") and newsroom.people["eva"].name == "Eva Sol"
    assert newsroom.media_roots == (root / "assets/shows",) and newsroom.store.keep == 4 * 10**9


@pytest.mark.parametrize("people", ["[ana, eva]", "ana"])
def test_people_that_are_no_mapping_make_nobody_unknown(root: Path, people: str) -> None:
    (root / "assets/newsroom.yaml").write_text(f"newsroom: 1\nname: Sala\npeople: {people}\n", encoding="utf-8")
    problems: list[Problem] = []
    newsroom = load_newsroom(root, problems)
    assert newsroom.names is None and newsroom.name == "Sala" and len(problems) == 1


def test_the_nearest_newsroom_file_wins_over_a_nearer_shows_folder(root: Path) -> None:
    inner = root / "archivo/2025"
    (inner / "assets/shows").mkdir(parents=True)
    assert find_newsroom(inner / "rundowns/a.yaml") == inner
    (root / "assets/newsroom.yaml").write_text("newsroom: 1\n", encoding="utf-8")
    assert find_newsroom(inner / "rundowns/a.yaml") == root
    assert find_newsroom(Path("/a.yaml")) is None


def test_newsroom(root: Path) -> None:
    problems: list[Problem] = []
    assert load_newsroom(root, problems).name == ""
    text = "newsroom: 1\nname: Sala\npeople: {eva: {name: Eva Sol, role: Vecina}}\nmedia_roots: [nada, ../assets]\n"
    (root / "assets/newsroom.yaml").write_text(text, encoding="utf-8")
    newsroom = load_newsroom(root, problems)
    assert newsroom.people["eva"].role == "Vecina"
    assert newsroom.media_roots == (root / "assets/nada", root / "assets")
    assert [(p.warning, p.place and p.place.column) for p in problems] == [(True, 15)]


@pytest.mark.parametrize("folders", ["{}", "{archivo: fotos}", "[[fotos]]", "[{}]", "''", "[~]", '"  "'])
def test_what_names_no_folder_lets_no_folder_in(root: Path, folders: str) -> None:
    problems: list[Problem] = []
    (root / "assets/newsroom.yaml").write_text(f"newsroom: 1\nmedia_roots: {folders}\n", encoding="utf-8")
    assert load_newsroom(root, problems).media_roots == ()
    assert [(p.warning, p.place and p.place.line) for p in problems] == [(False, 2)]


def test_a_newsroom_says_how_much_is_kept_and_where_what_is_delivered_goes(root: Path) -> None:
    office = root / "assets/newsroom.yaml"
    office.write_text("newsroom: 1\nstore: {keep: 40 GB}\narchive: archivo\n", encoding="utf-8")
    problems: list[Problem] = []
    newsroom = load_newsroom(root, problems)
    assert (newsroom.store.keep, newsroom.archive, problems) == (40 * 10**9, "archivo", [])


@pytest.mark.parametrize("size", ["40", "0GB", "mucho", "40GiB"])
def test_a_size_that_is_none_is_said_where_it_stands(root: Path, size: str) -> None:
    office = root / "assets/newsroom.yaml"
    office.write_text(f"newsroom: 1\nstore:\n  keep: {size}\n", encoding="utf-8")
    problems: list[Problem] = []
    load_newsroom(root, problems)
    assert [str(problem) for problem in problems] == [
        f"assets/newsroom.yaml:3:9: “{size}” is not a size. Write it like `40GB` or `500 MB`."
    ]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Amercia/Mexico_City", "Did you mean “America/Mexico_City”?"),
        ("Mexico City", "Did you mean “America/Mexico_City”?"),
        ("León", "Write the zone of a big city near by, such as America/Mexico_City."),
        ("America", "Did you mean “America/"),
        ("../../etc/passwd", "America/Mexico_City"),
    ],
)
def test_a_time_zone_that_there_is_not_is_refused_with_the_nearest(tmp_path: Path, written: str, hint: str) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/newsroom.yaml").write_text(f"newsroom: 1\ntimezone: {written}\n", encoding="utf-8")
    problems: list[Problem] = []
    assert load_newsroom(tmp_path, problems).timezone is None
    (problem,) = problems
    assert (problem.code, problem.place and problem.place.line) == ("value-timezone", 2)
    assert hint in problem.hint


def test_whom_to_notify_is_one_address_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    text = "newsroom: 1\nnotify:\n  late: tgram://123/TOKEN\n  all: [mailtos://a:b@c.mx, json://localhost]\n"
    (tmp_path / "assets/newsroom.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    newsroom = load_newsroom(tmp_path, problems)
    assert problems == []
    assert newsroom.notify.late == ("tgram://123/TOKEN",) and newsroom.notify.done == ()
    assert newsroom.notify.all == ("mailtos://a:b@c.mx", "json://localhost")
    assert "TOKEN" not in repr(newsroom)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{failed: s3cr3t}", "value-address"),
        ("{failed: [json://x, {s3cr3t: x}]}", "value-address"),
        ("{failed: [json://x, '']}", "value-address"),
        ("{falied: json://s3cr3t}", "key-unknown"),
        ("json://s3cr3t", "value-kind"),
    ],
)
def test_addresses_that_are_none_are_refused_and_never_repeated(tmp_path: Path, written: str, code: str) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/newsroom.yaml").write_text(f"newsroom: 1\nnotify: {written}\n", encoding="utf-8")
    problems: list[Problem] = []
    load_newsroom(tmp_path, problems)
    assert [problem.code for problem in problems] == [code]
    assert "s3cr3t" not in str(problems[0])
