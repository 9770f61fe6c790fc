"""What was corrected in a copy, to the ear."""

from __future__ import annotations

import pytest

from newscast.timeline.corrected import Correction, corrections

OLD = "Se repararon cuatro mil baches en Irapuato, dijo la directora."


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (OLD, []),
        (OLD.replace("cuatro mil", "4,000"), []),
        ("Se  repararon cuatro mil baches en irapuato; dijo la «directora»", []),
        (OLD.replace("Irapuato", "Irpuato"), []),
        (OLD.replace("Irapuato", "Celaya"), [Correction("Irapuato,", 6, 7)]),
        (OLD.replace("cuatro", "5,"), [Correction("cuatro", 2, 3)]),
        (OLD.replace("directora", "director"), [Correction("directora.", 9, 10)]),
        (OLD.replace(", dijo la directora", ""), [Correction("dijo la directora.", 7, 7)]),
        (OLD.replace("baches", "baches nuevos"), [Correction("", 5, 6)]),
    ],
)
def test_what_is_heard_is_a_correction_and_what_is_only_written_otherwise_is_none(
    now: str, found: list[Correction]
) -> None:
    assert corrections(OLD, now, "es-MX") == found
