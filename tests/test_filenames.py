"""Names that others give lead nowhere, hide nothing, and can be told."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.base.filenames import harmless, split


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("IMG_0001.MOV", "IMG_0001.MOV"),
        ("Entrevista (1) Peña.mp4", "Entrevista (1) Peña.mp4"),
        ("Entrevista Pen\u0303a.mp4", "Entrevista Peña.mp4"),
        ("../../assets/newsroom.yaml", "newsroom.yaml"),
        ("..\\..\\windows\\x.mp4", "x.mp4"),
        ("/etc/passwd", "passwd"),
        ("..", "file"),
        ("", "file"),
        ("...mp4", "file.mp4"),
        (".hidden.mp4", "hidden.mp4"),
        ("-i.mp4", "i.mp4"),
        ("a\nb\tc\x00\x1b[31m.mp4", "a b c_31m.mp4"),
        ("factura\u202egpj.exe", "facturagpj.exe"),
        ("foto\u200b\ufeff.jpg", "foto.jpg"),
        ("\ud800.jpg", "file.jpg"),
        ("con.mp4", "_con.mp4"),
        ("LPT1.tar.gz", "_LPT1.tar.gz"),
        ("a:b*c?<d>|e\".jpg", "a_b_c__d__e_.jpg"),
        ("file,http://evil.mp4", "evil.mp4"),
        ("%d#{x}`$(y)&.png", "_d__x___(y)_.png"),
        ("🙂.jpg", "file.jpg"),
        ("名前.jpg", "名前.jpg"),
        ("trailing. .", "trailing"),
        ("a.ñandú", "a.ñandú"),
    ],
)  # fmt: skip
def test_names(given_name: str, expected: str) -> None:
    assert harmless(given_name) == expected


def test_long_names_keep_their_suffix_and_whole_letters() -> None:
    for name in ("ñ" * 255 + ".mp4", "a" * 5000 + ".mp4", "名" * 85 + ".mp4", "a\u0301\u0302" * 90 + ".mp4"):
        found = harmless(name)
        assert found.endswith(".mp4") and 60 < len(found.encode()) <= 120 and "\ufffd" not in found
    assert split("a." + "b" * 300) == ("a." + "b" * 300, "")


@given(st.text(max_size=300))
def test_whatever_is_given_can_be_a_name(name: str) -> None:
    found = harmless(name)
    assert found and found not in (".", "..") and not found.startswith((".", "-", " ", "~", "#"))
    assert not set('/\\:*?"<>|\n\r\t\0') & set(found) and len(found.encode()) <= 120
    assert all(unicodedata.category(each)[0] != "C" for each in found) and not found.endswith((" ", "."))
    assert harmless(found) == found
