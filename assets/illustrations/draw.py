"""Draws the demo's pictures: eight flat illustrations of a city nobody has been to, as JPEG files of 1920x1280.

    python assets/illustrations/draw.py [FOLDER]       # rundowns/demo/ unless FOLDER is named

Each scene is a list of SVG planes from the sky to what is nearest; resvg draws them, Pillow writes the JPEG. Whatever
looks scattered comes from a seeded generator, so the same code draws the same pictures.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from random import Random

import resvg_py
from PIL import Image

WIDTH, HEIGHT = 1920, 1280
QUALITY = 85
HERE = Path(__file__).resolve().parent

NIGHT, DEEP, BLUE, SEA, MIST = "#071d33", "#0a3d62", "#145a86", "#3c8dad", "#a9d3e0"
GOLD, AMBER, CORAL, BRICK, PLUM = "#f6b93b", "#f08a3c", "#e5603f", "#a8442f", "#4a2545"
CREAM, SAND, STONE, LEAF, FOREST, MOSS = "#fff3d6", "#f2d9a8", "#c9ab86", "#6aa84f", "#2f6b4f", "#1d4a3c"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "rundowns" / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        save(scene(), folder / f"{name}.jpg")


def save(planes: Iterable[str], path: Path) -> None:
    body = "\n".join(planes)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{body}</svg>'
    data = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)
    Image.open(BytesIO(data)).convert("RGB").save(path, "JPEG", quality=QUALITY, optimize=True, progressive=True)


# Pieces that several scenes are made of


def gradient(name: str, *stops: tuple[float, str, float], vertical: bool = True) -> str:
    """A gradient over a shape's own height (or width); a stop is offset, colour, opacity."""
    end = 'x2="0" y2="1"' if vertical else 'x2="1" y2="0"'
    marks = "".join(f'<stop offset="{at}" stop-color="{color}" stop-opacity="{alpha}"/>' for at, color, alpha in stops)
    return f'<defs><linearGradient id="{name}" x1="0" y1="0" {end}>{marks}</linearGradient></defs>'


def glow(x: float, y: float, radius: float, color: str, strength: float = 0.8) -> str:
    """Light that fades outwards."""
    name = f"glow{round(x)}-{round(y)}-{round(radius)}"
    stops = "".join(
        f'<stop offset="{at}" stop-color="{color}" stop-opacity="{strength * alpha}"/>'
        for at, alpha in ((0, 1), (0.25, 0.55), (0.55, 0.18), (1, 0))
    )
    disc = f'<circle cx="{x}" cy="{y}" r="{radius}" fill="url(#{name})"/>'
    return f'<defs><radialGradient id="{name}">{stops}</radialGradient></defs>{disc}'


def sky(*colors: str, horizon: float = HEIGHT) -> str:
    """Colours from the top of the picture down to the horizon."""
    stops = [(index / (len(colors) - 1), color, 1.0) for index, color in enumerate(colors)]
    return gradient("sky", *stops) + rect(0, 0, WIDTH, horizon, "url(#sky)")


def rect(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}" {more}/>'


def circle(x: float, y: float, radius: float, fill: str, more: str = "") -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" {more}/>'


def ellipse(x: float, y: float, wide: float, high: float, fill: str, more: str = "") -> str:
    return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{wide:.1f}" ry="{high:.1f}" fill="{fill}" {more}/>'


def path(shape: str, fill: str, more: str = "") -> str:
    return f'<path d="{shape}" fill="{fill}" {more}/>'


def line(shape: str, color: str, width: float, more: str = "") -> str:
    return f'<path d="{shape}" fill="none" stroke="{color}" stroke-width="{width}" stroke-linecap="round" {more}/>'


def hills(y: float, height: float, fill: str, seed: int, steps: int = 6) -> str:
    """A soft ridge across the picture."""
    random = Random(seed)
    pitch = WIDTH / steps
    shape = f"M-40 {HEIGHT}V{y}"
    for step in range(steps + 1):
        top = y - height * random.uniform(-0.6, 1)
        shape += f"S{pitch * (step + 0.1):.0f} {top:.0f} {pitch * (step + 0.6):.0f} {y - height * 0.2:.0f}"
    return path(shape + f"V{HEIGHT}Z", fill)


def houses(
    y: float, tall: tuple[float, float], wide: tuple[float, float], colors: list[str], seed: int, lit: str
) -> str:
    """A row of buildings standing on `y`, with some windows alight."""
    random = Random(seed)
    drawn, x = [], -30.0
    while x < WIDTH + 30:
        width, height = random.uniform(*wide), random.uniform(*tall)
        drawn.append(rect(x, y - height, width + 2, height + 400, random.choice(colors)))
        if random.random() < 0.35:
            drawn.append(rect(x + width * 0.3, y - height - 26, width * 0.3, 28, random.choice(colors)))
        drawn.append(_windows(x, y - height, width, height, lit, random))
        x += width
    return "".join(drawn)


def _windows(x: float, y: float, width: float, height: float, lit: str, random: Random) -> str:
    columns, rows = max(1, int((width - 16) // 34)), max(1, int((height - 24) // 44))
    pitch = width / columns
    return "".join(
        rect(
            x + pitch * (column + 0.5) - 7,
            y + 22 + row * 44,
            14,
            22,
            lit,
            f'opacity="{random.uniform(0.35, 0.95):.2f}"',
        )
        for row in range(rows)
        for column in range(columns)
        if random.random() < 0.5
    )


def tree(x: float, y: float, size: float, crown: str, light: str, trunk: str = PLUM, shine: float = 0.55) -> str:
    """A round tree standing at `y`, lit from the left."""
    top = y - size
    leaves = [(0, 0, 0.42), (-0.3, 0.16, 0.3), (0.3, 0.18, 0.31), (0.05, 0.3, 0.34)]
    lit = [(-0.12, -0.08, 0.26), (-0.36, 0.1, 0.17)]
    return (
        path(f"M{x - size * 0.045} {y}L{x - size * 0.02} {top}H{x + size * 0.02}L{x + size * 0.05} {y}Z", trunk)
        + "".join(circle(x + dx * size, top + dy * size, part * size, crown) for dx, dy, part in leaves)
        + "".join(
            circle(x + dx * size, top + dy * size, part * size, light, f'opacity="{shine}"') for dx, dy, part in lit
        )
    )


def person(
    x: float, y: float, size: float, coat: str, legs: str = NIGHT, skin: str = "#b9785a", step: float = 0.1
) -> str:
    """Somebody walking, seen whole, feet at `y`."""
    hip, neck = y - size * 0.46, y - size * 0.8
    stride = size * step
    return (
        line(f"M{x} {hip}L{x - stride} {y}M{x} {hip}L{x + stride} {y}", legs, size * 0.09)
        + path(
            f"M{x - size * 0.11} {neck + size * 0.04}Q{x} {neck - size * 0.05} {x + size * 0.11} {neck + size * 0.04}"
            f"L{x + size * 0.13} {hip + size * 0.06}H{x - size * 0.13}Z",
            coat,
        )
        + circle(x, neck - size * 0.08, size * 0.085, skin)
        + path(f"M{x - size * 0.09} {neck - size * 0.09}a{size * 0.09} {size * 0.09} 0 0 1 {size * 0.18} 0Z", NIGHT)
    )


def lamp(x: float, y: float, height: float, light: str = GOLD) -> str:
    top = y - height
    return (
        glow(x, top, height * 0.55, light, 0.55)
        + rect(x - 5, top, 10, height, NIGHT)
        + rect(x - 12, y - 18, 24, 18, NIGHT)
        + path(f"M{x - 20} {top}L{x - 12} {top - 46}H{x + 12}L{x + 20} {top}Z", CREAM)
        + path(f"M{x - 22} {top - 46}L{x} {top - 70}L{x + 22} {top - 46}Z", NIGHT)
    )


def clouds(y: float, color: str, opacity: float, seed: int, count: int = 5) -> str:
    random = Random(seed)
    drawn = []
    for _ in range(count):
        x, top, size = random.uniform(0, WIDTH), y + random.uniform(-120, 120), random.uniform(120, 300)
        drawn.append(
            path(
                f"M{x - size} {top}a{size * 0.2} {size * 0.2} 0 0 1 {size * 0.35} {-size * 0.14}"
                f"a{size * 0.34} {size * 0.34} 0 0 1 {size * 0.66} {-size * 0.02}a{size * 0.3} {size * 0.3} 0 0 1 "
                f"{size * 0.5} {size * 0.05}a{size * 0.16} {size * 0.16} 0 0 1 {size * 0.3} {size * 0.11}Z",
                color,
                f'opacity="{opacity * random.uniform(0.6, 1):.2f}"',
            )
        )
    return "".join(drawn)


def vignette(color: str = NIGHT, strength: float = 0.45) -> str:
    stops = gradient("vignette", (0, color, 0.12), (0.3, color, 0), (0.7, color, 0), (1, color, strength))
    return stops + rect(0, 0, WIDTH, HEIGHT, "url(#vignette)")


# The scenes


def boulevard() -> list[str]:
    """A boulevard being repaved at first light: a roller, cones, new asphalt."""
    road = f"M760 640H1080L{WIDTH + 300} {HEIGHT}H-260Z"
    fresh = f"M905 640H1080L{WIDTH + 300} {HEIGHT}H770Z"
    cones = [(700, 740, 0.5), (652, 820, 0.72), (586, 925, 1.0), (494, 1075, 1.4)]
    return [
        sky("#1c5f8f", "#4f9bb8", "#f4c58a", "#ffe3ad", horizon=680),
        glow(1000, 600, 720, GOLD, 0.85),
        circle(1000, 560, 78, CREAM),
        clouds(250, CREAM, 0.4, 4),
        hills(590, 90, "#7f8fa6", 3),
        houses(640, (70, 230), (60, 130), ["#5a6f8c", "#4c6283", "#6a7d97"], 7, CREAM),
        rect(0, 640, WIDTH, 640, "#8f7a5e"),
        path(f"M0 640H760L-260 {HEIGHT}H0Z", "#6f8a4f"),
        path(f"M1080 640H{WIDTH}V{HEIGHT}Z", "#5f7c48"),
        path(road, "#6c6a70"),
        gradient("asphalt", (0, "#4a4650", 1), (1, "#1d1d28", 1)),
        path(fresh, "url(#asphalt)"),
        *[
            path(f"M{x} {y}h{w}l{w * 0.6} {h}h{-w * 1.5}Z", CREAM, 'opacity="0.85"')
            for x, y, w, h in [(1010, 690, 9, 40), (1062, 775, 15, 62), (1150, 905, 26, 105), (1300, 1110, 44, 170)]
        ],
        *[
            tree(x, y, s, FOREST, LEAF)
            for x, y, s in [
                (700, 668, 120),
                (610, 705, 175),
                (470, 765, 260),
                (255, 870, 400),
                (1150, 668, 120),
                (1255, 708, 180),
            ]
        ],
        tree(1440, 775, 280, MOSS, LEAF),
        tree(1740, 900, 450, MOSS, LEAF),
        _roller(1000, 985),
        *[_cone(x, y, size) for x, y, size in cones],
        person(760, 1010, 250, AMBER, DEEP, step=0.05),
        path("M722 818L798 818L793 838H727Z", CREAM),
        person(640, 880, 170, GOLD, DEEP, step=0.12),
        vignette(),
    ]


def _cone(x: float, y: float, size: float) -> str:
    return (
        ellipse(x, y + 4 * size, 50 * size, 10 * size, NIGHT, 'opacity="0.35"')
        + path(f"M{x - 30 * size} {y}L{x - 7 * size} {y - 90 * size}H{x + 7 * size}L{x + 30 * size} {y}Z", CORAL)
        + path(
            f"M{x - 22 * size} {y - 32 * size}L{x - 15 * size} {y - 58 * size}H{x + 15 * size}"
            f"L{x + 22 * size} {y - 32 * size}Z",
            CREAM,
        )
        + rect(x - 42 * size, y - 4 * size, 84 * size, 11 * size, BRICK)
    )


def _roller(x: float, y: float) -> str:
    """A road roller seen from the side."""
    return (
        ellipse(x + 230, y + 118, 400, 30, NIGHT, 'opacity="0.45"')
        + path(f"M{x + 30} {y - 30}H{x + 470}L{x + 500} {y + 40}H{x}Z", GOLD)
        + path(f"M{x + 30} {y - 30}H{x + 470}L{x + 478} {y - 10}H{x + 22}Z", "#ffd778")
        + rect(x + 120, y - 260, 16, 236, NIGHT)
        + rect(x + 330, y - 260, 16, 236, NIGHT)
        + path(f"M{x + 90} {y - 282}H{x + 380}L{x + 366} {y - 252}H{x + 104}Z", AMBER)
        + person(x + 232, y + 10, 230, DEEP, NIGHT, step=0.02)
        + path(f"M{x + 350} {y - 90}h100v62h-100Z", AMBER)
        + circle(x + 50, y + 22, 112, "#2f2f3c")
        + circle(x + 50, y + 22, 98, "#8a8c9c")
        + circle(x + 50, y + 22, 70, "#6b6d7e")
        + path(f"M{x + 34} {y + 12}L{x + 250} {y - 10}V{y + 24}L{x + 34} {y + 34}Z", AMBER)
        + circle(x + 50, y + 22, 22, GOLD)
        + circle(x + 430, y + 42, 90, "#22222e")
        + circle(x + 430, y + 42, 44, "#7a7a8c")
        + circle(x + 430, y + 42, 16, GOLD)
    )


def park() -> list[str]:
    """A park at dusk: tall trees, a path, lamps being lit."""
    return [
        sky("#3b1f47", "#7d355a", "#d9583f", "#f9a650", "#ffd98a", horizon=860),
        glow(1240, 690, 800, GOLD, 0.9),
        circle(1240, 700, 104, CREAM),
        clouds(300, "#ffd9a0", 0.35, 12, 6),
        hills(720, 130, "#93475f", 21),
        hills(780, 110, "#70385a", 5),
        *[
            tree(x, 850, s, "#5b2d52", "#a0485a", PLUM)
            for x, s in [
                (60, 250),
                (210, 300),
                (370, 230),
                (540, 280),
                (760, 220),
                (1480, 240),
                (1640, 310),
                (1830, 260),
            ]
        ],
        gradient("grass", (0, "#5d6b3c", 1), (0.4, "#37533a", 1), (1, "#12302c", 1)),
        path(f"M0 830Q{WIDTH / 2} 790 {WIDTH} 840V{HEIGHT}H0Z", "url(#grass)"),
        gradient("path", (0, "#ffdd9c", 1), (0.45, "#d9926a", 1), (1, "#7b4a5c", 1)),
        path(f"M1225 815Q1130 870 1010 930T560 {HEIGHT}H1330Q1310 1060 1230 940Q1205 870 1255 815Z", "url(#path)"),
        ellipse(1500, 930, 250, 34, "#ffc778", 'opacity="0.75"'),
        ellipse(1500, 926, 190, 20, CREAM, 'opacity="0.55"'),
        lamp(1060, 925, 190, CREAM),
        lamp(905, 1040, 300, CREAM),
        person(1120, 960, 120, DEEP),
        person(1165, 965, 96, CORAL),
        person(1010, 1090, 210, SEA),
        _bench(1370, 1050),
        tree(1780, 1180, 860, "#1c2f34", "#6b3b4a", "#150f1f", 0.25),
        tree(170, 1200, 900, "#182a30", "#6b3b4a", "#150f1f", 0.25),
        path(f"M0 1130Q300 1085 640 1190T1200 {HEIGHT}H0Z", "#0d2226"),
        path(f"M{WIDTH} 1120Q1660 1090 1440 {HEIGHT}H{WIDTH}Z", "#0d2226"),
        vignette("#1a0c22", 0.5),
    ]


def _bench(x: float, y: float) -> str:
    return (
        ellipse(x + 120, y + 62, 160, 12, NIGHT, 'opacity="0.4"')
        + rect(x, y, 240, 12, "#3a2030")
        + rect(x, y - 44, 240, 10, "#3a2030")
        + rect(x, y - 66, 240, 10, "#3a2030")
        + rect(x + 20, y - 70, 10, 130, "#24131f")
        + rect(x + 210, y - 70, 10, 130, "#24131f")
    )


def fair() -> list[str]:
    """A fair at nightfall: the big wheel, tents, strings of lights, a crowd."""
    random = Random(31)
    crowd = [
        person(x, 1215 + random.uniform(-14, 30), random.uniform(140, 200), random.choice(_COATS))
        for x in range(30, WIDTH, 92)
    ]
    return [
        sky("#0b1638", "#2c2b63", "#8a3f77", "#f0785a", horizon=1100),
        glow(1180, 560, 900, CORAL, 0.5),
        *[circle(random.uniform(0, WIDTH), random.uniform(0, 420), random.uniform(1, 3), CREAM) for _ in range(90)],
        houses(960, (60, 150), (70, 140), ["#3b2a5e", "#452d63"], 9, GOLD),
        _wheel(1200, 520, 400),
        _swing(520, 950),
        _tent(80, 1090, 360, 270, CORAL, CREAM),
        _tent(1500, 1080, 400, 300, SEA, CREAM),
        _tent(830, 1100, 300, 210, GOLD, BRICK),
        gradient("ground", (0, "#c25a4d", 1), (0.3, "#6e3054", 1), (1, "#1c1433", 1)),
        rect(0, 1085, WIDTH, 195, "url(#ground)"),
        _bulbs(-20, 640, 760, 470, 17),
        _bulbs(760, 470, 1960, 700, 26),
        *crowd,
        vignette("#0b0a24", 0.35),
    ]


_COATS = [DEEP, BLUE, CORAL, AMBER, PLUM, FOREST, BRICK, "#2b2140"]


def _wheel(x: float, y: float, radius: float) -> str:
    """A big wheel with sixteen cabins."""
    spokes = [
        (x + radius * math.cos(turn * math.pi / 8), y + radius * math.sin(turn * math.pi / 8)) for turn in range(16)
    ]
    colors = [GOLD, CORAL, SEA, CREAM]
    return (
        glow(x, y, radius * 1.5, GOLD, 0.35)
        + line(f"M{x - 230} 1090L{x} {y}L{x + 230} 1090", "#1c1640", 26)
        + circle(x, y, radius, "none", f'stroke="{CREAM}" stroke-width="10"')
        + circle(x, y, radius * 0.86, "none", f'stroke="{GOLD}" stroke-width="5" opacity="0.8"')
        + "".join(line(f"M{x} {y}L{px:.1f} {py:.1f}", "#f7d9b0", 4, 'opacity="0.75"') for px, py in spokes)
        + "".join(_cabin(px, py, colors[index % 4]) for index, (px, py) in enumerate(spokes))
        + circle(x, y, 46, CORAL)
        + circle(x, y, 24, CREAM)
    )


def _cabin(x: float, y: float, color: str) -> str:
    return (
        glow(x, y + 26, 90, color, 0.5)
        + path(f"M{x - 34} {y + 16}a34 34 0 0 1 68 0Z", color)
        + rect(x - 34, y + 16, 68, 14, NIGHT, 'opacity="0.6"')
        + path(f"M{x - 34} {y + 30}h68l-8 26h-52Z", color)
    )


def _tent(x: float, y: float, width: float, height: float, color: str, other: str) -> str:
    roof, stripes = y - height, 8
    pitch = width / stripes
    top = x + width / 2
    drawn = [rect(x + 14, y - height * 0.5, width - 28, height * 0.5, NIGHT, 'opacity="0.55"')]
    for index in range(stripes):
        left, fill = x + index * pitch, color if index % 2 else other
        edge = y - height * 0.48
        drawn.append(path(f"M{top} {roof}L{left} {edge}H{left + pitch}Z", fill))
        drawn.append(path(f"M{left} {edge}h{pitch}v22a{pitch / 2} {pitch / 2} 0 0 1 {-pitch} 0Z", fill))
        if index < 3 or index > 4:
            drawn.append(rect(left, edge + 22, pitch, height * 0.46, fill, 'opacity="0.82"'))
    drawn.append(glow(top, y - height * 0.2, width * 0.5, GOLD, 0.6))
    return "".join(drawn) + line(f"M{top} {roof}v-60", NIGHT, 6) + path(f"M{top} {roof - 60}l64 18l-64 20Z", GOLD)


def _swing(x: float, y: float) -> str:
    """A chair swing, turning."""
    seats = [-250, -160, -70, 70, 160, 250]
    chains = "".join(
        line(f"M{x + dx * 0.62} {y - 350}L{x + dx * 1.12} {y - 130}", CREAM, 3)
        + rect(x + dx * 1.12 - 15, y - 132, 30, 12, GOLD)
        + person(x + dx * 1.12, y - 92, 78, CORAL, step=0.06)
        for dx in seats
    )
    return (
        glow(x, y - 350, 330, GOLD, 0.4)
        + path(f"M{x - 26} {y + 140}L{x - 15} {y - 400}h30L{x + 26} {y + 140}Z", BRICK)
        + chains
        + path(f"M{x - 210} {y - 350}Q{x} {y - 520} {x + 210} {y - 350}Z", CORAL)
        + path(f"M{x - 70} {y - 350}Q{x} {y - 520} {x + 70} {y - 350}Z", CREAM)
        + rect(x - 214, y - 354, 428, 20, GOLD, 'rx="10"')
    )


def _bulbs(x1: float, y1: float, x2: float, y2: float, count: int) -> str:
    """A string of light bulbs that hangs between two points."""

    def at(share: float) -> tuple[float, float]:
        return x1 + (x2 - x1) * share, y1 + (y2 - y1) * share + 150 * 4 * share * (1 - share)

    points = [at(index / count) for index in range(count + 1)]
    wire = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
    lights = "".join(glow(x, y + 12, 46, GOLD, 0.8) + circle(x, y + 12, 10, CREAM) for x, y in points)
    return line(wire, "#120d2b", 4) + lights


def library() -> list[str]:
    """A reading room: tall windows, shelves, long tables with green lamps."""
    random = Random(8)
    shelves = [_shelf(x, 330, 330, 560, random) for x in (-60, 1650)]
    shelves += [_shelf(x, 420, 170, 430, random) for x in (290, 1460)]
    windows = [_arch(x, 150, 210, 560) for x in (520, 855, 1190)]
    beams = [path(f"M{x} 330L{x + 210} 330L{x + 30} 1280H{x - 420}Z", "url(#beam)") for x in (520, 855, 1190)]
    return [
        gradient("wall", (0, "#5a3326", 1), (0.7, "#8a5235", 1), (1, "#b5764a", 1)),
        rect(0, 0, WIDTH, 900, "url(#wall)"),
        rect(0, 0, WIDTH, 84, "#3d2019"),
        rect(0, 84, WIDTH, 14, GOLD, 'opacity="0.6"'),
        *windows,
        *shelves,
        gradient("floor", (0, "#a8673f", 1), (1, "#3a1c1a", 1)),
        rect(0, 850, WIDTH, 430, "url(#floor)"),
        gradient("beam", (0, CREAM, 0.4), (0.6, CREAM, 0.12), (1, CREAM, 0)),
        *beams,
        _table(960, 900, 620, 0.62),
        *[_reader(x, 905, 0.62, coat) for x, coat in ((760, DEEP), (930, CORAL), (1120, FOREST))],
        _table(960, 1050, 1080, 1.0),
        *[_reader(x, 1058, 1.05, coat) for x, coat in ((560, PLUM), (860, SEA), (1330, AMBER))],
        _table(960, 1270, 2100, 1.6),
        vignette("#1c0b0c", 0.35),
    ]


def _arch(x: float, y: float, width: float, height: float) -> str:
    half = width / 2
    shape = f"M{x} {y + height}V{y + half}a{half} {half} 0 0 1 {width} 0V{y + height}Z"
    bars = "".join(rect(x + width * share - 4, y, 8, height, "#4a271d") for share in (1 / 3, 2 / 3))
    bars += "".join(rect(x, y + at, width, 8, "#4a271d") for at in (half, half + 150, half + 300))
    clip = f"clip{round(x)}"
    view = (
        gradient(f"day{round(x)}", (0, "#bfe3ee", 1), (0.7, "#fff0c9", 1), (1, "#f8d58e", 1))
        + path(shape, f"url(#day{round(x)})")
        + circle(x + width * 0.3, y + height * 0.86, 80, LEAF)
        + circle(x + width * 0.8, y + height * 0.9, 100, FOREST)
    )
    frame = path(shape, "none", 'stroke="#4a271d" stroke-width="18"')
    inside = (
        f'<defs><clipPath id="{clip}"><path d="{shape}"/></clipPath></defs><g clip-path="url(#{clip})">{view}{bars}</g>'
    )
    return glow(x + half, y + height * 0.5, 420, CREAM, 0.55) + inside + frame


def _shelf(x: float, y: float, width: float, height: float, random: Random) -> str:
    drawn = [rect(x, y, width, height, "#2e1713")]
    rows = int(height // 86)
    for row in range(rows):
        base, at = y + (row + 1) * height / rows - 8, x + 14
        while at < x + width - 22:
            thick, high = random.uniform(10, 24), random.uniform(44, 68)
            color = random.choice([BRICK, DEEP, GOLD, FOREST, CORAL, STONE, PLUM, SEA])
            drawn.append(rect(at, base - high, thick - 2, high, color))
            drawn.append(rect(at, base - high + 9, thick - 2, 4, CREAM, 'opacity="0.5"'))
            at += thick
        drawn.append(rect(x, base, width, 8, "#6b3d26"))
    return "".join(drawn)


def _table(x: float, y: float, width: float, size: float) -> str:
    """A table seen from its long side, with two reading lamps."""
    top = rect(x - width / 2, y, width, 24 * size, "#7a4527") + rect(x - width / 2, y, width, 6 * size, "#c98a52")
    below = rect(x - width * 0.48, y + 24 * size, width * 0.96, 150 * size, "#3f1f17")
    return top + below + "".join(_desk_lamp(x + share * width, y, size) for share in (-0.32, 0.3))


def _desk_lamp(x: float, y: float, size: float) -> str:
    shade = f"M{x - 62 * size} {y - 84 * size}a{62 * size} {44 * size} 0 0 1 {124 * size} 0Z"
    return (
        glow(x, y - 40 * size, 150 * size, GOLD, 0.6)
        + rect(x - 4 * size, y - 92 * size, 8 * size, 92 * size, GOLD)
        + path(shade, FOREST)
        + rect(x - 30 * size, y - 8 * size, 60 * size, 8 * size, GOLD)
    )


def _reader(x: float, y: float, size: float, coat: str) -> str:
    """Somebody reading behind a table."""

    def at(dx: float, dy: float) -> str:
        return f"{x + dx * size:.1f} {y + dy * size:.1f}"

    return (
        path(f"M{at(-78, 0)}Q{at(-74, -120)} {at(0, -124)}Q{at(74, -120)} {at(78, 0)}Z", coat)
        + circle(x, y - 160 * size, 40 * size, "#c08a68")
        + path(f"M{at(-42, -160)}A{42 * size} {44 * size} 0 0 1 {at(42, -160)}Q{at(12, -182)} {at(-42, -160)}Z", NIGHT)
        + path(f"M{at(-60, -44)}L{at(0, -30)}L{at(60, -44)}V{y + 2 * size}H{x - 60 * size}Z", CREAM)
        + line(f"M{at(0, -30)}V{y}", STONE, 3 * size)
    )


def cycle_lane() -> list[str]:
    """A wide avenue with a bus and a lane for bicycles."""
    return [
        sky("#4ba6cc", "#9ad4e3", "#fdf0cf", horizon=860),
        glow(420, 260, 520, CREAM, 0.9),
        circle(420, 250, 70, "#fffbe8"),
        clouds(260, "#ffffff", 0.85, 3, 6),
        houses(800, (200, 420), (130, 220), ["#e8a86b", "#d98a5f", "#efc48a", "#c97b63", "#f0d7a6"], 14, "#7fb4c6"),
        houses(830, (90, 190), (150, 260), ["#b8604a", "#d9a05f", "#8f5a52"], 25, CREAM),
        *[tree(x, 850, 210, FOREST, LEAF) for x in (90, 470, 850, 1250, 1640, 1880)],
        rect(0, 836, WIDTH, 54, "#d8cbb4"),
        gradient("street", (0, "#5b5f6e", 1), (1, "#3a3d4c", 1)),
        rect(0, 884, WIDTH, 150, "url(#street)"),
        *[rect(x, 954, 120, 10, CREAM, 'opacity="0.8"') for x in range(40, WIDTH, 240)],
        _bus(930, 968),
        rect(0, 1034, WIDTH, 16, CREAM),
        gradient("lane", (0, "#2f8f6b", 1), (1, "#1d6650", 1)),
        rect(0, 1050, WIDTH, 160, "url(#lane)"),
        *[rect(x, 1042, 18, 44, CORAL, 'rx="8"') + rect(x, 1052, 18, 10, CREAM) for x in range(60, WIDTH, 240)],
        rect(0, 1210, WIDTH, 70, "#e4d6bd"),
        rect(0, 1210, WIDTH, 10, "#ffffff", 'opacity="0.5"'),
        _cyclist(330, 1176, 1.15, CORAL),
        _cyclist(730, 1166, 1.0, DEEP),
        _cyclist(1560, 1180, 1.2, AMBER),
        vignette(DEEP, 0.3),
    ]


def _bus(x: float, y: float) -> str:
    windows = "".join(rect(x + 40 + index * 108, y - 205, 94, 92, "#bfe3ee", 'rx="8"') for index in range(6))
    riders = "".join(
        circle(x + 86 + index * 108, y - 150, 22, "#a8714f") + rect(x + 58 + index * 108, y - 130, 56, 17, coat)
        for index, coat in enumerate([DEEP, CORAL, FOREST, PLUM, AMBER])
    )
    wheels = "".join(circle(x + at, y + 4, 46, NIGHT) + circle(x + at, y + 4, 22, "#9aa3ae") for at in (140, 600))
    return (
        ellipse(x + 370, y + 46, 400, 18, NIGHT, 'opacity="0.4"')
        + rect(x, y - 245, 740, 250, DEEP, 'rx="34"')
        + rect(x, y - 90, 740, 30, GOLD)
        + windows
        + riders
        + rect(x + 690, y - 205, 44, 130, "#d8f0f4", 'rx="10"')
        + circle(x + 722, y - 30, 13, CREAM)
        + rect(x, y - 245, 740, 20, "#1a5a86", 'rx="10"')
        + wheels
    )


def _cyclist(x: float, y: float, size: float, coat: str) -> str:
    """Somebody on a bicycle, going right; the wheels stand on `y`."""

    def at(dx: float, dy: float) -> str:
        return f"{x + dx * size:.1f} {y + dy * size:.1f}"

    wheel = "".join(
        circle(x + dx * size, y - 52 * size, 50 * size, "none", f'stroke="{NIGHT}" stroke-width="{7 * size}"')
        for dx in (-88, 88)
    )
    return (
        ellipse(x, y + 3, 150 * size, 9 * size, NIGHT, 'opacity="0.35"')
        + wheel
        + line(
            f"M{at(-88, -52)}L{at(-34, -120)}L{at(64, -124)}L{at(88, -52)}M{at(-34, -120)}L{at(0, -52)}"
            f"L{at(64, -124)}M{at(-88, -52)}L{at(0, -52)}",
            CREAM,
            7 * size,
        )
        + line(f"M{at(64, -124)}L{at(58, -158)}L{at(84, -162)}", NIGHT, 7 * size)
        + line(f"M{at(-40, -136)}L{at(22, -98)}L{at(4, -40)}", NIGHT, 20 * size)
        + path(f"M{at(-58, -136)}Q{at(-40, -230)} {at(16, -236)}L{at(32, -200)}Q{at(-8, -170)} {at(-20, -128)}Z", coat)
        + line(f"M{at(14, -218)}L{at(36, -176)}L{at(80, -162)}", coat, 16 * size)
        + circle(x + 34 * size, y - 262 * size, 26 * size, "#b9785a")
        + path(f"M{at(4, -266)}a{30 * size} {30 * size} 0 0 1 {60 * size} 0Z", GOLD)
    )


def market() -> list[str]:
    """A covered market: stalls with awnings, fruit in heaps, morning light from above."""
    random = Random(55)
    return [
        gradient("hall", (0, "#2b4a5c", 1), (0.5, "#4f7c86", 1), (1, "#e8c98f", 1)),
        rect(0, 0, WIDTH, HEIGHT, "url(#hall)"),
        *[path(f"M{x} 0h190l-120 760h-330Z", "url(#shaft)") for x in (300, 760, 1220, 1680)],
        gradient("shaft", (0, CREAM, 0.55), (1, CREAM, 0)),
        *[_truss(y, high) for y, high in ((60, 210), (180, 130))],
        *[
            _stall(x, 800, 300, color, random, 0.62)
            for x, color in ((120, SEA), (480, CORAL), (1180, GOLD), (1540, FOREST))
        ],
        gradient("aisle", (0, "#e0b57e", 1), (1, "#8a5a44", 1)),
        rect(0, 850, WIDTH, 430, "url(#aisle)"),
        path(f"M860 850H1060L1400 {HEIGHT}H520Z", "#f3d5a0", 'opacity="0.7"'),
        *[
            person(x, y, s, coat)
            for x, y, s, coat in (
                (900, 900, 150, PLUM),
                (1010, 935, 185, DEEP),
                (930, 1050, 260, BRICK),
                (1080, 1000, 225, FOREST),
            )
        ],
        _stall(-90, 1150, 800, CORAL, random, 1.35),
        _stall(1210, 1150, 800, DEEP, random, 1.35),
        vignette("#1d1420", 0.4),
    ]


def _truss(y: float, high: float) -> str:
    arch = line(f"M-20 {y + high}Q{WIDTH / 2} {y - high} {WIDTH + 20} {y + high}", "#1c3442", 16, 'opacity="0.85"')
    struts = "".join(
        line(f"M{x} {y + high}L{x + 80} {y}L{x + 160} {y + high}", "#1c3442", 7, 'opacity="0.55"')
        for x in range(0, WIDTH, 160)
    )
    return struts + arch


def _stall(x: float, y: float, width: float, color: str, random: Random, size: float) -> str:
    stripes = 8
    pitch, roof = width / stripes, y - 360 * size
    drawn = [
        rect(x + 10, roof, 12 * size, 400 * size, "#3a2322"),
        rect(x + width - 10 - 12 * size, roof, 12 * size, 400 * size, "#3a2322"),
        rect(x, roof + 60 * size, width, 220 * size, "#2a1a22", 'opacity="0.5"'),
        glow(x + width / 2, roof + 130 * size, 240 * size, GOLD, 0.7),
        person(x + width / 2, y + 60 * size, 330 * size, CREAM if color != CREAM else DEEP, step=0.02),
    ]
    for index in range(stripes):
        left, fill = x + index * pitch, color if index % 2 else CREAM
        drawn.append(
            path(
                f"M{left + (x + width / 2 - left) * 0.16} {roof - 60 * size}h{pitch * 0.84}L{left + pitch} "
                f"{roof + 40 * size}H{left}Z",
                fill,
            )
        )
        drawn.append(
            path(f"M{left} {roof + 40 * size}h{pitch}v{14 * size}a{pitch / 2} {pitch / 2} 0 0 1 {-pitch} 0Z", fill)
        )
    drawn += [rect(x, y - 60 * size, width, 220 * size, "#7b4a2f"), rect(x, y - 60 * size, width, 14 * size, "#b9764a")]
    crates = int(width // (112 * size))
    for index in range(crates):
        drawn.append(_crate(x + (index + 0.5) * width / crates, y - 60 * size, 46 * size, random))
        drawn.append(_crate(x + (index + 0.5) * width / crates, y + 60 * size, 46 * size, random))
    return "".join(drawn)


def _crate(x: float, y: float, size: float, random: Random) -> str:
    """Fruit heaped in a crate that stands on `y`."""
    color, light = random.choice(
        [
            (CORAL, "#ff9a7a"),
            (GOLD, "#ffe08a"),
            (LEAF, "#a8d67e"),
            (AMBER, "#ffc07a"),
            (BRICK, "#e07a5e"),
            (FOREST, LEAF),
            (PLUM, "#94557f"),
        ]
    )
    heap = "".join(
        circle(x + (column - (4 - row) / 2 + 0.5) * size * 0.46, y - size * (0.3 + row * 0.34), size * 0.27, color)
        + circle(x + (column - (4 - row) / 2 + 0.42) * size * 0.46, y - size * (0.38 + row * 0.34), size * 0.1, light)
        for row in range(3)
        for column in range(4 - row)
    )
    return (
        heap
        + path(f"M{x - size} {y - size * 0.25}h{2 * size}l{-size * 0.1} {size * 0.75}h{-1.8 * size}Z", "#c98a52")
        + rect(x - size * 0.97, y, size * 1.94, size * 0.1, "#8f5a34")
    )


def skyline() -> list[str]:
    """The old town at sunrise: two towers and a dome above the roofs, mountains behind."""
    return [
        sky("#1f4e79", "#5f9bb8", "#f2b880", "#ffe6b8", horizon=820),
        glow(560, 640, 820, GOLD, 0.95),
        circle(560, 650, 110, CREAM),
        clouds(280, "#ffe9c9", 0.5, 44, 6),
        hills(720, 190, "#8fa3b5", 2, 5),
        hills(770, 120, "#6d87a0", 17, 7),
        houses(880, (60, 150), (60, 110), ["#5f7690", "#556c88", "#6b7f95"], 40, CREAM),
        gradient("haze", (0, "#ffe2b0", 0), (0.6, "#ffe2b0", 0.55), (1, "#ffe2b0", 0)),
        rect(0, 640, WIDTH, 330, "url(#haze)"),
        _cathedral(1240, 980),
        houses(1010, (80, 190), (90, 170), ["#c9795a", "#b3634c", "#d99a6c", "#a85a4a"], 51, GOLD),
        houses(1120, (70, 160), (120, 220), ["#8a4a44", "#793f42", "#9c5a4c", "#6b3a42"], 66, GOLD),
        *[
            tree(x, 1180, s, "#27463f", "#5f8a55")
            for x, s in ((90, 190), (420, 160), (760, 200), (1130, 170), (1720, 210))
        ],
        houses(1250, (60, 130), (180, 300), ["#3d2a3c", "#46303f", "#352538"], 73, GOLD),
        *[
            line(f"M{x} {y}q12 -14 24 0q12 -14 24 0", "#3a4a63", 5)
            for x, y in ((800, 300), (880, 345), (745, 370), (960, 290))
        ],
        vignette("#1c1026", 0.45),
    ]


def _cathedral(x: float, y: float) -> str:
    """Two bell towers and a dome, of no church in particular."""
    stone, shade, light = "#d9a777", "#a8714f", "#f4d3a2"

    def tower(left: float) -> str:
        tiers = [(0, 130, 330), (12, 106, 130), (26, 78, 100)]
        drawn, base = [], y
        for inset, width, height in tiers:
            drawn += [
                rect(left + inset, base - height, width, height, stone),
                rect(left + inset, base - height, width * 0.3, height, light, 'opacity="0.75"'),
                rect(left + inset + width * 0.78, base - height, width * 0.22, height, shade, 'opacity="0.7"'),
                rect(left + inset - 8, base - height - 10, width + 16, 14, light),
            ]
            if height < 200:
                half = width * 0.17
                drawn.append(
                    path(
                        f"M{left + 65 - half} {base - 16}V{base - height * 0.6}a{half} {half} 0 0 1 {2 * half} 0"
                        f"V{base - 16}Z",
                        "#4c2f3a",
                    )
                )
            base -= height
        drawn.append(
            path(
                f"M{left + 30} {base - 8}Q{left + 34} {base - 70} {left + 65} {base - 84}"
                f"Q{left + 96} {base - 70} {left + 100} {base - 8}Z",
                CORAL,
            )
        )
        drawn.append(line(f"M{left + 65} {base - 84}v-44m-14 14h28", "#4c2f3a", 6))
        return "".join(drawn)

    dome = (
        rect(x + 260, y - 380, 200, 150, stone)
        + rect(x + 260, y - 380, 60, 150, light, 'opacity="0.7"')
        + path(
            f"M{x + 244} {y - 376}Q{x + 250} {y - 520} {x + 360} {y - 540}Q{x + 470} {y - 520} {x + 476} {y - 376}Z",
            CORAL,
        )
        + path(
            f"M{x + 244} {y - 376}Q{x + 250} {y - 520} {x + 360} {y - 540}Q{x + 300} {y - 480} {x + 300} {y - 376}Z",
            "#ff9a6e",
            'opacity="0.8"',
        )
        + rect(x + 336, y - 590, 48, 60, light)
        + path(f"M{x + 330} {y - 590}l30 -40l30 40Z", CORAL)
    )
    nave = rect(x + 100, y - 300, 460, 300, stone) + rect(x + 100, y - 300, 460, 16, light)
    gable = path(f"M{x + 120} {y - 300}L{x + 230} {y - 380}L{x + 340} {y - 300}Z", light)
    return dome + nave + gable + circle(x + 230, y - 230, 34, "#4c2f3a") + tower(x) + tower(x + 330)


def rain() -> list[str]:
    """A street in the rain in the evening: umbrellas, lamps, reflections."""
    random = Random(77)
    drops = [
        line(f"M{x:.0f} {y:.0f}l-10 46", CREAM, 2, f'opacity="{random.uniform(0.12, 0.4):.2f}"')
        for x, y in ((random.uniform(0, WIDTH), random.uniform(-40, HEIGHT)) for _ in range(240))
    ]
    walkers = [(380, 1010, 250, CORAL), (700, 960, 200, GOLD), (1130, 985, 225, SEA), (1540, 1040, 280, AMBER)]
    return [
        sky("#0f2338", "#1f3f5a", "#456a80", horizon=840),
        clouds(170, "#1a3247", 0.8, 9, 8),
        houses(800, (260, 460), (150, 240), ["#1f3b53", "#264760", "#1b3349", "#2d4d63"], 4, GOLD),
        *[_shopfront(x, 820, 300, color) for x, color in ((40, CORAL), (420, FOREST), (1210, SEA), (1580, BRICK))],
        gradient("wet", (0, "#33505f", 1), (0.4, "#1f3648", 1), (1, "#0b1826", 1)),
        rect(0, 820, WIDTH, 460, "url(#wet)"),
        *[
            _reflection(x, 824, w, color, random)
            for x, w, color in (
                (190, 240, GOLD),
                (570, 240, GOLD),
                (960, 130, CREAM),
                (1360, 240, GOLD),
                (1730, 240, GOLD),
            )
        ],
        *[_reflection(x, y, 90, color, random) for x, y, _, color in walkers],
        lamp(960, 860, 420),
        lamp(300, 880, 480),
        lamp(1640, 880, 480),
        *[_walker(x, y, size, color) for x, y, size, color in walkers],
        _walker(1000, 1190, 420, CORAL),
        *drops,
        vignette(NIGHT, 0.5),
    ]


def _shopfront(x: float, y: float, width: float, color: str) -> str:
    return (
        rect(x, y - 210, width, 210, "#142a3d")
        + glow(x + width / 2, y - 90, 260, GOLD, 0.75)
        + rect(x + 24, y - 150, width - 130, 130, "#ffd98f")
        + rect(x + width - 88, y - 160, 62, 160, "#f0b45e")
        + path(f"M{x - 12} {y - 160}L{x + 14} {y - 218}H{x + width - 14}L{x + width + 12} {y - 160}Z", color)
        + "".join(rect(x + 44 + step * 52, y - 70, 30, 50, BRICK, 'opacity="0.7"') for step in range(3))
    )


def _reflection(x: float, y: float, width: float, color: str, random: Random) -> str:
    """Light that a wet street gives back, in broken strips."""
    return "".join(
        ellipse(
            x + random.uniform(-18, 18),
            y + 14 + step * 24,
            width * random.uniform(0.25, 0.6),
            6,
            color,
            f'opacity="{0.42 * (1 - step / 14):.2f}"',
        )
        for step in range(13)
    )


def _walker(x: float, y: float, size: float, color: str) -> str:
    """Somebody below an umbrella."""
    top, half = y - size * 1.28, size * 0.46
    edge = top + size * 0.34
    scallop = half * 2 / 4
    ribs = "".join(f"a{scallop / 2:.1f} {scallop / 3:.1f} 0 0 0 {-scallop:.1f} 0" for _ in range(4))
    canopy = f"M{x - half} {edge}C{x - half} {top} {x + half} {top} {x + half} {edge}{ribs}Z"
    side = f"M{x} {top + size * 0.085}C{x + half * 0.8} {top + size * 0.1} {x + half} {edge - 10} {x + half} {edge}"
    return (
        ellipse(x, y + 3, size * 0.3, size * 0.035, NIGHT, 'opacity="0.5"')
        + person(x, y, size, DEEP if color != SEA else PLUM)
        + line(f"M{x + size * 0.08} {y - size * 0.55}L{x} {edge}", CREAM, size * 0.016)
        + path(canopy, color)
        + path(
            side
            + f"a{scallop / 2:.1f} {scallop / 3:.1f} 0 0 0 {-scallop:.1f} 0Q{x + half * 0.4} {edge - size * 0.2} {x} "
            f"{top + size * 0.085}Z",
            NIGHT,
            'opacity="0.22"',
        )
        + line(f"M{x} {top + size * 0.085}v{-size * 0.06}", NIGHT, size * 0.02)
    )


SCENES: dict[str, Callable[[], list[str]]] = {
    "bulevar": boulevard,
    "parque": park,
    "feria": fair,
    "biblioteca": library,
    "ciclovia": cycle_lane,
    "mercado": market,
    "ciudad": skyline,
    "lluvia": rain,
}

if __name__ == "__main__":
    main()
