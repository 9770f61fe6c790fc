"""What is known of a recording: the copy that fits each stretch of it best."""

from __future__ import annotations

from pathlib import Path

from newscast.build.takes.fits import FOLDER, Fit, Fits
from newscast.store.store import Store


def fit(start: float, end: float, copy: str, score: float = 0.9) -> Fit:
    return Fit(start, end, copy, score)


def test_each_stretch_of_a_recording_has_its_own_copy(tmp_path: Path) -> None:
    fits = Fits(Store(tmp_path))
    fits.consider("a", fit(0, 10, "uno"))
    fits.consider("a", fit(20, 30, "dos", 0.5))
    assert fits.best("a", fit(0.2, 10, "", 0)).copy == "uno"
    assert fits.best("a", fit(20, 30.3, "", 0)).copy == "dos"
    asked = fit(40, 50, "tres", 0.1)
    assert fits.best("a", asked) is asked
    assert fits.best("b", fit(0, 10, "otra")).copy == "otra"


def test_what_fits_as_well_or_better_stays(tmp_path: Path) -> None:
    fits = Fits(Store(tmp_path))
    fits.consider("a", fit(0, 10, "uno", 0.8))
    fits.consider("a", fit(0, 10, "peor", 0.7))
    fits.consider("a", fit(0, 10, "igual", 0.8))
    assert fits.best("a", fit(0, 10, "", 0)).copy == "uno"
    fits.consider("a", fit(0, 10, "mejor", 0.9))
    assert fits.best("a", fit(0, 10, "", 0)).copy == "mejor"


def test_a_correction_takes_the_place_of_whatever_is_there_and_of_nothing_else(tmp_path: Path) -> None:
    fits = Fits(Store(tmp_path))
    fits.consider("a", fit(0, 10, "uno", 1.0))
    fits.consider("a", fit(20, 30, "dos", 1.0))
    fits.correct("a", fit(0, 10, "corregido", 0.1))
    assert fits.best("a", fit(0, 10, "", 0)).copy == "corregido"
    assert fits.best("a", fit(20, 30, "", 0)).copy == "dos"


def test_stretches_are_the_same_where_nearly_all_is_shared() -> None:
    assert fit(0, 10, "").is_of(fit(0.5, 10, "")) and fit(0, 10, "").is_of(fit(0, 10, ""))
    assert not fit(0, 10, "").is_of(fit(0, 4, "")) and not fit(0, 10, "").is_of(fit(9, 19, ""))


def test_it_is_known_to_the_next_build(tmp_path: Path) -> None:
    fits = Fits(Store(tmp_path))
    fits.consider("a", fit(0, 10, "uno", 0.75))
    fits.save()
    (note,) = (tmp_path / FOLDER).iterdir()
    before = note.stat().st_mtime_ns
    again = Fits(Store(tmp_path))
    assert again.best("a", fit(0, 10, "", 0)) == fit(0, 10, "uno", 0.75)
    again.save()
    assert note.stat().st_mtime_ns == before
