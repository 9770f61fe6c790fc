"""A small newsroom on disk, with one show, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CANVASES = "{landscape: [320, 180], portrait: [180, 320], square: [180, 180]}"
KIT = f"""\
show: 1
name: SALA CHICA
canvases: {CANVASES}
synth: {{voice: es-419, rate: 200, on_air: true}}
openers: {{main: {{}}, corto: {{video: entrada.mp4}}}}
closings: {{main: {{thanks: Gracias}}, corto: {{video: entrada.mp4}}}}
"""
OFFICE = """\
newsroom: 1
name: Comunicación Social
people:
  ana: {name: Ana Ruiz, role: Presentadora}
  laura: {name: Laura Díaz, role: Directora de Obras Públicas}
"""


@dataclass(frozen=True)
class Sala:
    """A newsroom on disk."""

    root: Path

    def write(self, text: str, name: str = "hoy") -> Path:
        """A rundown; `name` is that of its episode."""
        path = self.root / "rundowns" / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    def kit(self, more: str) -> None:
        """Add keys to the show's kit."""
        path = self.root / "assets/shows/chica/show.yaml"
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")


def make_sala(root: Path, recordings: Path) -> Sala:
    kit = root / "assets/shows/chica"
    kit.mkdir(parents=True)
    (root / "rundowns").mkdir()
    (root / "assets/newsroom.yaml").write_text(OFFICE, encoding="utf-8")
    (kit / "show.yaml").write_text(KIT, encoding="utf-8")
    (kit / "entrada.mp4").hardlink_to(recordings / "entrada.mp4")
    for file in recordings.iterdir():
        (root / "rundowns" / file.name).hardlink_to(file)
    return Sala(root)
