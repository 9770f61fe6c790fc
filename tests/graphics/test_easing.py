"""Curves of motion: from 1 to 0, and the same for ffmpeg as for Python."""

from math import cos, pi

import pytest

from newscast.graphics.easing import EASES
from newscast.graphics.finding import find_built_in
from newscast.graphics.template import TemplateError, read_template


@pytest.mark.parametrize("name", EASES)
def test_a_curve_says_the_same_in_both_tongues(name: str) -> None:
    ease = EASES[name]
    known = {"pow": pow, "cos": cos, "PI": pi}
    for share in (0.0, 0.1, 0.5, 0.9, 1.0):
        assert eval(ease.expression.format(left=f"({share})"), known) == pytest.approx(ease.left(share))
    assert (ease.left(0), ease.left(1)) == (0, pytest.approx(1))


def test_a_template_names_its_curve_and_no_other_than_there_is() -> None:
    built = find_built_in("lower-third.landscape")
    assert built and {layer.enter.ease for layer in built.layers} == {"cubic"}
    quick = read_template("x.landscape", built.source.replace("frames=14", "frames=14 ease=quint"), None)
    assert {layer.enter.ease for layer in quick.layers} == {"quint"}
    with pytest.raises(TemplateError, match="unknown curve bounce"):
        read_template("x.landscape", built.source.replace("frames=14", "frames=14 ease=bounce"), None)
