"""A made-up storyboard, and a child process that draws it at once: what it says is read from the rundown.

As a program, `python board_making.py NICE PARENT`, it answers as newscast.build.board.boarding does.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newscast.base.canonical import digest_of
from newscast.base.records import as_json
from newscast.base.status import Seen
from newscast.episode.board import (
    Board,
    BoardColumn,
    BoardFraming,
    BoardPart,
    BoardProblem,
    BoardSegment,
    BoardStill,
    BoardText,
    BoardView,
    BoardWords,
)

COMMAND = (sys.executable, __file__)
FRAMING = BoardFraming(
    framed="written",
    focus=(0.5, 0.5),
    seen=(0.5, 1.0),
    box=(0.0, 0.0, 1.0, 1.0),
    keys=("segments", 1, "parts", 1, "sot"),
)
COLUMNS = (("tv", "web"), "landscape", 160, 90), (("reel",), "portrait", 90, 160)


def key_of(*shown: Any) -> str:
    return digest_of(shown)


def board(copy: str = "Se repararon 4,200 baches.", episode: str = "hoy", **more: Any) -> Board:
    """A board of one story with one part, which says this, on two canvases, and on radio."""
    columns = tuple(
        BoardColumn(names=names, canvas=canvas, width=width, height=height, lasts=20.0, over=None, burned=number == 1)
        for number, (names, canvas, width, height) in enumerate(COLUMNS)
    )
    radio = BoardColumn(names=("radio",), canvas="", width=0, height=0, lasts=18.0, over=3.0, burned=False)
    views = [view(copy, number) for number in (0, 1)]
    heard = BoardView(
        column=2, start=0.0, lasts=18.0, estimated=True, changed=None, stills=(), texts=(), words=words(copy)
    )
    keys, file = ("segments", 0, "parts", 0), "rundowns/hoy.yaml"
    part = BoardPart(kind="vo", file=file, line=7, keys=keys, views=(*views, heard), problems=())
    told: dict[str, Any] = {
        "episode": episode,
        "title": "Noticias <b>",
        "language": "es-MX",
        "rundown": "rundowns/hoy.yaml",
        "air": "2026-11-20T07:00:00",
        "columns": (*columns, radio),
        "segments": (segment(part),),
        "problems": (),
        "estimated": True,
    }
    return Board(**{**told, **more})


def segment(*parts: BoardPart, **more: Any) -> BoardSegment:
    told: dict[str, Any] = {
        "slug": "bacheo",
        "kind": "story",
        "title": "Concluye el bacheo",
        "file": "rundowns/hoy.yaml",
        "line": 4,
    }
    return BoardSegment(**{**told, "parts": parts, "problems": (), **more})


def view(copy: str, column: int) -> BoardView:
    """A part that says this, in a column of pictures."""
    said = ("Se repararon",)
    stills = tuple(
        BoardStill(
            key=key_of(copy, column, number),
            at=2.0 * number,
            picture=f"clip-{number}.mp4",
            caption=said,
            framing=FRAMING if number == 1 else None,
        )
        for number in range(3)
    )
    texts = (BoardText(graphic="lower-third", lines=("Laura Díaz", "Directora"), at=1.0, lasts=3.0),)
    told: dict[str, Any] = {"column": column, "start": 2.0, "lasts": 18.0, "estimated": True, "changed": True}
    return BoardView(**told, stills=stills, texts=texts, words=words(copy))


def words(copy: str) -> tuple[BoardWords, ...]:
    return (BoardWords(who="Ana Ruiz", text=copy),)


def problem(line: int = 9, **more: Any) -> BoardProblem:
    told: dict[str, Any] = {
        "message": "The clip is missing.",
        "hint": "Send it.",
        "warning": False,
        "file": "rundowns/hoy.yaml",
    }
    return BoardProblem(**{**told, "line": line, **more})


def answers(path: Path) -> Any:
    """What the child says of a rundown: its words are those after `vo:`; without any it cannot be shown."""
    seen = Seen()
    seen.note(path)
    text = path.read_text(encoding="utf-8")
    found = re.search(r"vo: (.*)", text)
    if found is None:
        yield {"problems": [as_json(problem(3))], "seen": asdict(seen)}
        yield {"end": True}
        return
    shown = board(found[1], path.stem, sha256=hashlib.sha256(text.encode()).hexdigest())
    keys = [still.key for still in shown.stills]
    yield {"board": as_json(shown), "seen": asdict(seen), "made": keys[:1], "failed": {}}
    yield {"made": keys[1:-1], "failed": {keys[-1]: "ffmpeg failed <i>"}}
    yield {"end": True}


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        if "muere" in Path(asked["path"]).read_text(encoding="utf-8"):
            sys.exit(1)
        for each in answers(Path(asked["path"])):
            print(json.dumps(each), flush=True)


if __name__ == "__main__":
    main()
