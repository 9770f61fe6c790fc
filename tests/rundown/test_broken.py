"""Broken rundowns: each problem at its place, in words that help."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.base.errors import FilesError, Problem
from newscast.rundown.load import load

HEAD = "rundown: 1\nshow: info-leon\ndate: 2026-11-20\nsegments:\n"
STORY = HEAD + "  - story: bacheo\n    headline: Concluye\n    parts:\n"
"""What follows begins in line 8."""
VO = STORY + "      - vo: Hola\n        voice: synth\n"
"""What follows begins in line 10."""


LONG = "a" * 300
"""Longer than any disk takes the name of a file."""


def in_story(key: str) -> str:
    return HEAD + f"  - story: bacheo\n    {key}\n    headline: Concluye\n    parts: [{{vo: Hola, voice: synth}}]\n"


def clip(keys: str) -> str:
    return STORY + f"      - sot: {keys}\n"


def whole(top: str = "", segments: str = "  - open: main\n") -> str:
    return f"rundown: 1\nshow: info-leon\ndate: 2026-11-20\n{top}segments:\n{segments}"


TOP = [
    ("", 1, 1, "empty"),
    ("# nada\n", 1, 1, "empty"),
    ("\n\n", 1, 1, "empty"),
    ("~\n", 1, 1, "empty"),
    ("hola\n", 1, 1, "top level"),
    ("- open: main\n", 1, 1, "top level"),
    (whole() + "---\nrundown: 1\n", 6, 1, "second document"),
    (whole("titulo: x\n"), 4, 1, "“titulo” not a key Write “title” English"),
    (whole("title: a\ntitle: b\n"), 5, 1, "“title” twice line 4"),
    ("show: info-leon\ndate: 2026-11-20\nsegments:\n  - open: main\n", None, None, None),
    (whole().replace("show: info-leon\n", ""), 1, 1, "“show” is missing"),
    (whole().replace("date: 2026-11-20\n", ""), 1, 1, "“date” is missing"),
    (whole().replace("show: info-leon", "show:"), 2, 1, "“show” is empty"),
    (whole().replace("show: info-leon", 'show: ""'), 2, 7, "cannot be a short name"),
    (whole().replace("info-leon", LONG), 2, 7, "no show Known here: info-leon"),
    (whole().replace("2026-11-20", "20/11/2026"), 3, 7, "not a date 2026-11-20"),
    (whole().replace("2026-11-20", "2026-02-30"), 3, 7, "no day “2026-02-30” calendar"),
    (whole().replace("rundown: 1", "rundown: 2"), 1, 10, "format 2 Update"),
    (whole().replace("rundown: 1", "rundown: uno"), 1, 10, "not a format"),
    (whole().replace("info-leon", "info-lion"), 2, 7, "no show “info-lion” Did you mean “info-leon”"),
    (whole().replace("info-leon", "zzz"), 2, 7, "no show Known here: info-leon"),
    (whole("slot: 5\n"), 4, 7, "unit minutes `5m`"),
    (whole("slot: cinco\n"), 4, 7, "not a time 1m30s"),
    (whole("slot: 0s\n"), 4, 7, "longer than zero"),
    (whole("slot: 99h\n"), 4, 7, "longer than a day"),
    (whole("air: 07:00\n"), 4, 6, "not a date and time 2026-11-20T07:00"),
    (whole("deliverables: [radio, tele]\n"), 4, 23, "no deliverable “tele” Write “tv”"),
    (whole("deliverables: [radio, webb]\n"), 4, 23, "Did you mean “web”"),
    (whole("presenters: [ana-ruis]\n"), 4, 14, "Nobody Did you mean “ana-ruiz”"),
    (whole("people: {x: {role: y}}\n"), 4, 14, "“name” is missing"),
    (whole("people: {x: {name: Y, foto: z.png}}\n"), 4, 23, "“foto” not a key"),
    (whole("people: laura\n"), 4, 9, "“people” takes keys with values"),
    (whole("title: {a: b}\n"), 4, 8, "“title” takes a text quotes"),
    (whole().replace("  - open: main\n", ""), 4, 1, "“segments” list"),
    (whole(segments="  []\n"), 5, 3, "“segments” is empty"),
    (whole(segments="  open: main\n"), 5, 3, "“segments” takes a list"),
    ("rundown: 1\nshow: info-leon\ndate: 2026-11-20\n", 1, 1, "“segments” is missing"),
    (whole("deliverables: [radio]\n", "  - open: main\n    skip: [radio]\n"), 4, 16, "Nothing is left for “radio”"),
]

SEGMENTS = [
    (HEAD + "  - open\n", 5, 5, "“open” colon `- open: main`"),
    (HEAD + "  - hola\n", 5, 5, "does not say begins with one of"),
    (HEAD + "  -\n", 5, 4, "nothing after the hyphen"),
    (HEAD + "  - headline: [a]\n", 5, 5, "Did you mean “headlines”"),
    (HEAD + "  - open: main\n    close: main\n", 6, 5, "two items hyphen"),
    (HEAD + "  - open: mian\n", 5, 11, "no opener “mian” Did you mean “main”"),
    (HEAD + "  - sting: otra\n", 5, 12, "no sting"),
    (HEAD + "  - close: x\n", 5, 12, "no closing"),
    (HEAD + "  - open: main\n    bed: calmaa\n", 6, 10, "no bed Did you mean “calma”"),
    (HEAD + "  - open: main\n    only: [radio]\n    skip: [tv]\n", 7, 5, "“only” “skip” together"),
    (HEAD + "  - open: main\n    skip: [raido]\n", 6, 12, "no deliverable “raido” “radio”"),
    (HEAD + "  - open: main\n    slug: Apertura\n", 6, 11, "short name `apertura`"),
    (HEAD + "  - open: main\n    slug: x\n  - close: main\n    slug: x\n", 8, 11, "already line 6"),
    (HEAD + "  - open: main\n    transition: fade\n", 6, 17, "not a choice cut, dissolve, wipe"),
    (HEAD + "  - open: main\n    transition: disolve\n", 6, 17, "Did you mean “dissolve”"),
    (HEAD + "  - open: main\n    transition_duration: 1\n", 6, 26, "unit 1s"),
    (HEAD + "  - open: main\n    parts: hola\n", 6, 12, "“parts” takes a list"),
    (HEAD + "  - open: main\n    float: quizá\n", 6, 12, "yes or no `float: true`"),
    (HEAD + "  - break: corte\n    headline: x\n", 6, 5, "“headline” not a key"),
    (HEAD + "  - headlines: [feria]\n", 5, 17, "no story “feria”"),
    (HEAD + "  - headlines: {a: b}\n", 5, 16, "takes a list"),
    (HEAD + "  - spot: anuncio.mp4\n", 5, 11, "no file “anuncio.mp4”"),
    (HEAD + "  - story: Bacheo Ñ\n    headline: x\n    parts: [{vo: a, voice: synth}]\n", 5, 12, "`bacheo-n`"),
    (HEAD + "  - story: break-2\n    headline: x\n    parts: [{vo: a, voice: synth}]\n", 5, 12, "other segments get"),
    (HEAD + "  - story: a\n    parts: [{vo: a, voice: synth}]\n", 5, 5, "“headline” is missing"),
    (HEAD + "  - story: a\n    headline:\n    parts: [{vo: a, voice: synth}]\n", 6, 5, "“headline” is empty"),
    (HEAD + "  - story: a\n    headline: x\n", 5, 5, "no parts `float: true`"),
    (HEAD + "  - story: a\n    headline: x\n    parts: []\n", 5, 5, "no parts"),
    (HEAD + "  - story: a\n    headline: x\n    parts:\n", 5, 5, "no parts"),
    (in_story("slug: otro"), 6, 5, "“slug” not a key"),
    (in_story("tease: [a, b]"), 6, 12, "keys with values"),
    (in_story("tease: {voice: synth}"), 6, 13, "“copy” is missing"),
    (in_story("from: 5.yaml"), 6, 11, "no file “5.yaml”"),
    (in_story("versions: radio"), 6, 15, "deliverables with keys"),
    (in_story("versions: {radio: x}"), 6, 23, "keys with values"),
    (in_story("versions: {rradio: {headline: x}}"), 6, 16, "no deliverable “radio”"),
    (in_story("versions: {radio: {skip: [tv]}}"), 6, 24, "“skip” one version"),
    (in_story("versions: {radio: {titular: x}}"), 6, 24, "“titular” not a key"),
    (in_story("versions: {radio: {headline: ''}}"), 6, 34, "“headline” is empty"),
]

PARTS = [
    (STORY + "      - vo: Hola\n", 8, 9, "voice is missing `voice: synth`"),
    (STORY + "      - read: Hola\n", 8, 9, "voice is missing"),
    (STORY + "      - vo:\n        voice: synth\n", 8, 9, "“vo” is empty"),
    (STORY + "      - vo: Hola\n        voice: []\n", 9, 16, "empty list"),
    (STORY + "      - vo: Hola\n        voice: sinth.wav\n", 9, 16, "no file"),
    (STORY + "      - voz: Hola\n", 8, 9, "does not say “vo”"),
    (STORY + "      - vo: Hola\n        sot: clips/a.mp4\n        voice: synth\n", 9, 9, "two items"),
    (VO + "        by: ana\n", 10, 13, "Nobody “ana-ruiz”"),
    (VO + "        pictures: 5\n", 10, 19, "no file"),
    (VO + "        pictures: {a: b}\n", 10, 20, "“a” not a key"),
    (VO + "        picture: clips/a.mp4\n", 10, 9, "Did you mean “pictures”"),
    (VO + "        versions: {radio: {vo: Adiós}}\n", 10, 28, "called “copy”"),
    (VO + "        supers: [{at: 1s}]\n", 10, 19, "`who` or `title`"),
    (VO + "        supers: [{title: x}]\n", 10, 19, "“at” is missing"),
    (VO + "        supers: [{at: 1s, who: nadie}]\n", 10, 32, "Nobody"),
    (VO + "        pictures: [{file: clips/a.mp4, move: zoom}]\n", 10, 46, "push-in, pull-out"),
    (VO + "        pictures: [{file: clips/a.mp4, fit: relleno}]\n", 10, 45, "fill, pad"),
    (VO + "        pictures: [{file: clips/a.mp4, focus: arriba}]\n", 10, 47, "Write “top”"),
    (VO + "        pictures: [{file: clips/a.mp4, focus: [1, 2]}]\n", 10, 47, "0 to 1"),
    (VO + "        pictures: [{file: clips/a.mp4, focus: [nan, 0]}]\n", 10, 47, "0 to 1"),
    (VO + "        pictures: [{file: clips/a.mp4, sound: 5}]\n", 10, 47, "not a level -18dB"),
    (VO + "        pictures: [{file: clips/a.mp4, sound: 18dB}]\n", 10, 47, "louder than the voice `-18dB`"),
    (VO + "        pictures: [{file: clips/a.mp4, sound: +0.5 dB}]\n", 10, 47, "louder `-0.5dB`"),
    (VO + "        pictures: [{file: clips/a.mp4, sound: 99dB}]\n", 10, 47, "louder `-18dB`"),
    (VO + "        pictures: [{file: clips/a.mp4, sound: -99dB}]\n", 10, 47, "nobody hears -80dB"),
    (VO + "        versions: {web: {pictures: [{file: clips/a.mp4, sound: 6dB}]}}\n", 10, 64, "louder `-6dB`"),
    (VO + "        pictures: [{in: 3s}]\n", 10, 21, "“file” is missing"),
    (
        VO + "        pictures:\n          - card: figures\n            items: [1, 2, 3, 4]\n",
        12,
        20,
        "three figures",
    ),
    (VO + "        pictures:\n          - card: figures\n            items: [{a: b}]\n", 12, 21, "text quotes"),
    (clip("clips/a.mp4\n        in: 5s\n        out: 3s"), 10, 14, "not after “in”"),
    (clip("clips/a.mp4\n        in: 3"), 9, 13, "no unit `3s`"),
    (clip("clips/a.mp4\n        in: 1:75"), 9, 13, "59"),
    (clip("clips/a.mp4\n        in: 00:00:01:30"), 9, 13, "frame"),
    (clip("clips/a.mp4\n        in: 00:01:00;00"), 9, 13, "skips"),
    (clip("clips/a.mp4\n        in: -3s"), 9, 13, "less than nothing"),
    (clip("clips/a.mp4\n        who: ana ruiz"), 9, 14, "Nobody “ana-ruiz”"),
    (clip("clips/a.mp4\n        cover: [{file: clips/b.mp4, at: 2}]"), 9, 41, "`2s`"),
    (clip("clips/a.mp4\n        track: 0"), 9, 16, "“0” no number that counts from 1"),
    (clip("clips/a.mp4\n        track: dos"), 9, 16, "“dos” no number that counts from 1"),
    (clip("clips/a.mp4\n        track: [1, 2]"), 9, 16, "no number that counts from 1"),
    (clip("clips/a.mp4\n        channels: [1, -2]"), 9, 23, "“-2” no number that counts from 1"),
    (clip("clips/a.mp4\n        channels: []"), 9, 19, "empty"),
    (clip("clips/a.mp4\n        trim: quizas"), 9, 15, "`trim: false`"),
    (clip("{file: clips/a.mp4, inn: 3s}"), 8, 34, "“inn” “in”"),
    (clip(""), 8, 9, "empty"),
    (STORY + "      - card: figures\n        items: [1, 2, 3, 4]\n", 9, 16, "three figures"),
    (STORY + "      - card: figures\n        duration: 6\n", 9, 19, "`6s`"),
    (STORY + "      - card:\n", 8, 9, "“card” is empty"),
]

FILES = [
    (clip("clips/c.mp4"), 8, 14, "no file “clips/c.mp4” Did you mean “clips/a.mp4”"),
    (clip("clip/a.mp4"), 8, 14, "Did you mean “clips/a.mp4”"),
    (clip("clips/a.mov"), 8, 14, "Did you mean “clips/a.mp4”"),
    (clip("rundowns/clips/a.mp4"), 8, 14, "Did you mean “clips/a.mp4”"),
    (clip("clips"), 8, 14, "folder"),
    (clip("clips/vacio.mp4"), 8, 14, "0 bytes"),
    (clip("../../fuera.mp4"), 8, 14, "outside the newsroom media_roots"),
    (clip("/etc/passwd"), 8, 14, "outside the newsroom"),
    (clip("http://x.mx/a.mp4"), 8, 14, "address Download"),
    (clip("file:clips/a.mp4"), 8, 14, "address"),
    (clip('"concat:clips/a.mp4|clips/b.mp4"'), 8, 14, "address"),
    (clip('"subfile,,start,0,end,9,,:clips/a.mp4"'), 8, 14, "address"),
    (clip('"pipe:0"'), 8, 14, "address"),
    (clip("'data:video/mp4;base64,AAAA'"), 8, 14, "address"),
    (clip("C:\\videos\\a.mp4"), 8, 14, "Windows"),
    (clip("~/a.mp4"), 8, 14, "`~`"),
    (clip('"clips/\\0.mp4"'), 8, 14, "control character"),
    (clip("x" * 300 + ".mp4"), 8, 14, "too long"),
    (clip("[clips/a.mp4, clips/b.mp4]"), 8, 14, "keys with values"),
]

TWICE = [
    (clip("{file: clips/a.mp4, in: 1s}\n        in: 2s"), 9, 9, "“in” twice line 8 Keep one"),
    (clip("clips/a.mp4\n        file: clips/b.mp4"), 9, 9, "“file” twice line 8"),
    (HEAD + "  - spot: {file: spot.mp4, out: 2s}\n    out: 3s\n", 6, 5, "“out” twice line 5"),
    (HEAD + "  - break: {name: uno, duration: 30s}\n    duration: 40s\n", 6, 5, "“duration” twice line 5"),
    (clip("{file: clips/a.mp4, in: 1s}\n        versions: {tv: {in: 2s}}"), None, None, None),
]
NONE = [
    (
        in_story("x: 1").replace("x: 1", "tease: ~").replace("headline: Concluye", "headline: ~"),
        7,
        15,
        "“headline” is empty",
    ),
    (STORY + "      - vo: null\n        voice: synth\n", 8, 13, "“vo” is empty"),
    (HEAD + "  - open: main\n    slug: [a, b]\n", 6, 11, "takes a text"),
    (HEAD + "  - story: bacheo\n    from:\n", 6, 5, "“from” is empty"),
    (HEAD + '  - story: bacheo\n    from: ""\n', 6, 5, "“from” is empty"),
    (HEAD + "  - story: bacheo\n    from: [a.yaml]\n", 6, 5, "“from” one rundown"),
]
ENDLESS = [
    (clip(f"{LONG}.mp4"), 8, 14, "too long 255 bytes"),
    (clip(f"{LONG}/a.mp4"), 8, 14, "too long 255 bytes"),
    (clip("a/" * 3000 + "a.mp4"), 8, 14, "too long"),
    (HEAD + f"  - story: bacheo\n    from: {LONG}/ayer.yaml\n", 6, 11, "too long"),
]
TRAPS = [
    (STORY + "      - card: figures\n        items: [4,200 baches, 38 colonias]\n", 9, 17, '4,200 "4,200 baches"'),
    (STORY + "      - card: figures\n        items: [38 colonias, 4,200]\n", 9, 30, '"4,200"'),
    (in_story("department: Obras #LeónSeMueve"), 6, 17, "#LeónSeMueve lost quotes"),
    (in_story("department: #LeónSeMueve"), 6, 17, "#LeónSeMueve lost"),
    (HEAD + "  - headlines: [a]\n    title: x\n  - #hola\n", 7, 5, "“#hola” would be lost"),
    (in_story("department: Hoy: gran noticia"), 6, 17, "colon quotes"),
    (
        STORY + "      - vo: Hoy hay noticia\n          grande: el bacheo\n        voice: synth\n",
        9,
        11,
        "text above quotes",
    ),
    (in_story('department: "Obras" y servicios'), 6, 17, "quotation mark"),
    (in_story("department: 'Obras' y servicios"), 6, 17, "quotation mark"),
    (in_story('department: "Obras y servicios'), 6, 17, "never closed"),
    (in_story("department: @obras"), 6, 17, "begin with @"),
    (in_story("department: %obras"), 6, 17, "begin with %"),
    (in_story("department: `obras`"), 6, 17, "begin with `"),
    (in_story("department: *obras"), 6, 17, "“*obras” reference quotes"),
    (in_story("department: &obras públicas"), 6, 17, "“&obras” lost"),
    (in_story("department: !Importante aviso"), 6, 17, "begin with !"),
    (in_story("department: [Obras] Públicas"), 6, 17, "begin with ["),
    (in_story("department: [Obras]"), 6, 17, "takes a text brackets"),
    (in_story("department: {Obras: 1}"), 6, 17, "takes a text"),
    (in_story("department: > 30 grados"), 6, 17, "begin with >"),
    (in_story("department: - obras"), 6, 17, "begin with -"),
    (in_story("\tdepartment: obras"), 6, 5, "tab spaces"),
    (HEAD + "\t- open: main\n", 5, 1, "tab spaces"),
    (in_story("department:obras"), 6, 5, "colon space"),
    (STORY + "      - card: figures\n        items:\n          - Meta: 38\n", 10, 13, "text colon quotes"),
    (VO + "        pictures: [{file: clips/a.mp4, credit: Uno, dos}]\n", 10, 53, "“dos” comma quotes"),
    (in_story("department: [Obras"), 6, 17, "bracket"),
    (HEAD + "  - open: main\n   - close: main\n", 6, 4, "indent"),
    (" rundown: 1\nshow: info-leon\n", 2, 1, "indented"),
    (in_story("department: & obras"), 6, 17, "begin with &"),
    (in_story("department: * obras"), 6, 17, "begin with *"),
    (in_story("department: , obras"), 6, 17, "begin with ,"),
    (in_story('department: "C:\\obras"'), 6, 21, "backslash"),
    (in_story("? [a]\n    : b"), 6, 7, "key plain word"),
    (in_story("<<: hola"), 6, 9, "`<<`"),
    (in_story("<<: *nada"), 6, 9, "“*nada”"),
    (whole("people: &p {x: *p}\n"), 4, 16, "inside what it names"),
]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"), TOP + SEGMENTS + PARTS + FILES + TWICE + NONE + ENDLESS + TRAPS
)
def test_problem_is_told_at_its_place(
    rewrite: Callable[[str], Path], text: str, line: int | None, column: int | None, words: str | None
) -> None:
    path = rewrite(text)
    if line is None:
        load(path)
        return
    problems = problems_of(path)
    at_place = [p for p in problems if p.place and (p.place.line, p.place.column) == (line, column)]
    assert at_place, [str(problem) for problem in problems]
    assert all(p.place and p.place.file == path for p in problems)
    said = " ".join(f"{p.message} {p.hint}" for p in at_place)
    assert all(word in said for word in str(words).split()), said


def problems_of(path: Path, draft: bool = False) -> list[Problem]:
    with pytest.raises(FilesError) as caught:
        load(path, draft=draft)
    return [problem for problem in caught.value.problems if not problem.warning]


def test_all_problems_come_in_one_run(write: Callable[..., Path], newsroom: Path) -> None:
    (newsroom / "assets/newsroom.yaml").write_text("bogus: x\n", encoding="utf-8")
    kit = newsroom / "assets/shows/info-leon/show.yaml"
    kit.write_text("show: 1\nname: X\nbogus: {}\n", encoding="utf-8")
    path = write(STORY + "      - sot: a.mp4\n        who: b\n      - vo: c\n  - sting: otra\ntitulo: x\n")
    found = [(p.place.file.name, p.place.line) for p in problems_of(path) if p.place]
    lines = [("hoy.yaml", 8), ("hoy.yaml", 9), ("hoy.yaml", 10), ("hoy.yaml", 11), ("hoy.yaml", 12)]
    assert found == [("newsroom.yaml", 1), ("show.yaml", 3), *lines]


CALLED = (
    VO
    + "        by: luis-mora\n"
    + "".join(f"      - {{vo: Ya., voice: synth, by: {who}}}\n" for who in ("eva", "zoe"))
)


@pytest.mark.parametrize(
    "people",
    [
        "  luis-mora: {name: Luis, photo: no.jpg}\n  eva: {name: Eva}\n",
        "  luis-mora: {nombre: Luis}\n  eva: {name: Eva}\n",
        "  luis-mora: {name: Luis}\n  eva: Eva Sol\n",
    ],
)
def test_one_bad_entry_of_the_newsroom_makes_nobody_unknown(
    write: Callable[..., Path], newsroom: Path, people: str
) -> None:
    (newsroom / "assets/newsroom.yaml").write_text(f"newsroom: 1\npeople:\n{people}", encoding="utf-8")
    problems = problems_of(write(CALLED))
    assert {p.place.file.name for p in problems if p.place} == {"newsroom.yaml", "hoy.yaml"}
    assert [p.message for p in problems if p.code == "name-unknown"] == [
        "Nobody is called “zoe” in assets/newsroom.yaml or under `people`."
    ]


@pytest.mark.parametrize("office", ["newsroom: 1\npeople:\n\tana: {}\n", "", "newsroom: 1\npeople: [luis-mora]\n"])
def test_a_newsroom_that_cannot_be_read_blames_no_rundown(
    write: Callable[..., Path], newsroom: Path, office: str
) -> None:
    (newsroom / "assets/newsroom.yaml").write_text(office, encoding="utf-8")
    problems = problems_of(write(CALLED))
    assert problems and {problem.place.file.name for problem in problems if problem.place} == {"newsroom.yaml"}


@pytest.mark.parametrize("rate", ["50", "24000/1001", "59.94"])
def test_a_rate_that_tv_cannot_have_is_told_where_it_is_written(
    write: Callable[..., Path], newsroom: Path, rate: str
) -> None:
    kit = newsroom / "assets/shows/info-leon/show.yaml"
    kit.write_text(f"show: 1\nname: X\nrate: {rate}\n", encoding="utf-8")
    for path in (write(VO), write(whole("deliverables: tv\n"), "otra.yaml"), write(VO + "    bogus: x\n", "mala.yaml")):
        problem = next(problem for problem in problems_of(path) if problem.code == "value-rate")
        assert problem.place and (problem.place.file.name, problem.place.line, problem.place.column) == (
            "show.yaml",
            3,
            7,
        )
        assert "“tv” cannot have" in problem.message and "25, 30000/1001, 30" in problem.hint
    assert load(write(VO), only=["web"]).show.rate > 20
    assert load(write(whole("deliverables: [radio, web]\n"))).rundown.deliverables == ("radio", "web")


def test_a_list_of_no_deliverables(write: Callable[..., Path]) -> None:
    (problem,) = problems_of(write(whole("deliverables: []\n")))
    assert problem.place and (problem.place.line, problem.place.column) == (4, 15)
    assert "“deliverables” is empty" in problem.message


@pytest.mark.parametrize("spelling", ["cp1252", "cp850", "mac_roman"])
@pytest.mark.parametrize("named", ["señal.wav", "señal/a.wav"])
def test_a_file_whose_name_is_of_an_old_computer(
    write: Callable[..., Path], newsroom: Path, spelling: str, named: str
) -> None:
    there = newsroom / "rundowns" / os.fsdecode(named.encode(spelling))
    there.parent.mkdir(exist_ok=True)
    there.write_bytes(b"media")
    text = VO.replace("voice: synth", f"voice: {named}")
    (problem,) = problems_of(write(text))
    assert problem.code == "file-missing" and "not in UTF-8" in problem.hint and "Rename" in problem.hint
    assert load(write(text), draft=True).warnings


def test_a_link_to_a_name_that_is_not_utf8(write: Callable[..., Path], newsroom: Path) -> None:
    there = newsroom / "rundowns" / os.fsdecode(b"se\xf1al.wav")
    there.write_bytes(b"media")
    (newsroom / "rundowns/enlace.wav").symlink_to(there)
    (problem,) = problems_of(write(VO.replace("voice: synth", "voice: enlace.wav")))
    assert problem.code == "file-name" and problem.place and problem.place.line == 9


def test_half_a_character_in_quotes_is_told_once(write: Callable[..., Path]) -> None:
    (problem,) = problems_of(write(in_story('department: "se\\udcf1al"')))
    assert problem.code == "text-control-sign"


def test_reading_goes_on_below_a_text_without_its_quotes(write: Callable[..., Path]) -> None:
    segments = (
        '  - story: a\n    headline: Uno: dos\n    parts:\n      - vo: "Hola" dijo\n        voise: synth\n  - clos: x\n'
    )
    found = problems_of(write(whole(segments=segments)))
    assert [problem.place.line for problem in found if problem.place] == [6, 8, 9, 10, 10]


def test_each_problem_once_though_versions_read_the_part_again(write: Callable[..., Path]) -> None:
    path = write(STORY + "      - sot: a.mp4\n        versions: {radio: {transcript: x}, tv: {transcript: y}}\n")
    assert len(problems_of(path)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (STORY + "      - vo: Hola\n", "Falta la voz"),
        (clip("clips/c.mp4"), "No existe el archivo «clips/c.mp4» ¿Quiso decir «clips/a.mp4»?"),
        (whole("slot: 5\n"), "«5» no tiene unidad"),
        (whole("titulo: x\n"), "«titulo» no es una clave «title»"),
        (in_story("department: Hoy: gran noticia"), "Dos puntos comillas"),
        (HEAD + "  - story: a\n    parts: []\n", "Falta «headline»"),
    ],
)
def test_problems_are_told_in_spanish(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "es")
    said = " ".join(f"{p.message} {p.hint}" for p in problems_of(write(text)))
    assert all(word in said for word in words.split()), said
