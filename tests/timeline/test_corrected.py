"""What was corrected in a copy, to the ear."""

from __future__ import annotations

import pytest

from newscast.timeline.corrected import corrections

OLD = "Se repararon cuatro mil baches en Irapuato, dijo la directora."


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (OLD, []),
        (OLD.replace("cuatro mil", "4,000"), []),
        ("Se  repararon cuatro mil baches en irapuato; dijo la «directora»", []),
        (OLD.replace("Irapuato", "Irpuato"), []),
        (OLD.replace("Irapuato", "Celaya"), [("Irapuato,", 6, 7, (6, 7))]),
        (OLD.replace("cuatro", "5,"), [("cuatro", 2, 3, (2, 3))]),
        (OLD.replace("directora", "director"), [("directora.", 9, 10, (9, 10))]),
        (OLD.replace(", dijo la directora", ""), [("dijo la directora.", 7, 7, (7, 10))]),
        (OLD.replace("baches", "baches nuevos"), [("", 5, 6, (5, 5))]),
    ],
)
def test_what_is_heard_is_a_correction_and_what_is_only_written_otherwise_is_none(
    now: str, found: list[tuple[object, ...]]
) -> None:
    told = [(each.before, each.first, each.last, each.old) for each in corrections(OLD, now, "es-MX")]
    assert told == found
