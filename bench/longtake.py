"""How much memory it takes to listen for the words of one long take: hardly more than for those of a short one.

The take is read by espeak-ng, sentence by sentence, each another one. It is listened to in a process of its own:
`python -m bench.longtake FOLDER MINUTES` tells what that needed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from bench.measure import run
from bench.table import Row
from newscast.base.languages.spoken import spoken_forms
from newscast.base.synthesiser import synthesiser
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.align.rates import resampled
from newscast.sound.align.words import said
from newscast.sound.speaking import set_voice, speak
from newscast.sound.wav import WavWriter, open_wav

_MINUTES = (10, 20, 60)
_LIMITS = {20: 1.1, 60: 1.25}
"""How many times the memory of ten minutes others may need, at most."""
_WHO = (
    "La Dirección de Obras Públicas|El Instituto de la Juventud|La Secretaría de Salud|El Sistema de Agua Potable"
    "|El Consejo de Turismo|La Tesorería Municipal|El Patronato de la Feria|Protección Civil|La Oficina de Transporte"
)
_WHAT = (
    "terminó la reparación|anunció la apertura|presentó el calendario|amplió el horario|suspendió el servicio"
    "|inauguró la exposición|convocó a los vecinos|entregó las becas|revisó las instalaciones|publicó los resultados"
)
_WHERE = (
    "del mercado de San Juan|del bulevar Hidalgo|de la biblioteca central|del parque metropolitano|del centro histórico"
    "|de la colonia Las Joyas|de la unidad deportiva|del malecón del río|de la presa del Palote|de la plaza principal"
)
_HOW = (
    "durante la mañana del martes|con una inversión de dos millones|después de tres semanas de trabajo"
    "|a pesar de la lluvia|antes de que termine noviembre|con ayuda de cuarenta voluntarios|sin costo para estudiantes"
    "|para más de seis mil familias|por segunda ocasión en el año|hasta las nueve de la noche"
)


def measure(folder: Path) -> Iterator[Row]:
    """Rows of megabytes, and of how many times more than ten minutes need."""
    folder.mkdir(parents=True, exist_ok=True)
    _make(folder)
    least = 0.0
    for minutes in _MINUTES:
        cost, told = run([sys.executable, "-m", "bench.longtake", folder, f"{minutes}"])
        memory, unsaid = (float(value) for value in told.split())
        least = least or memory
        cost = replace(cost, memory=memory)
        if limit := _LIMITS.get(minutes):
            yield Row(f"one take of {minutes} minutes: memory", cost, memory / least, "<=", limit, "of ten minutes")
        else:
            yield Row(f"one take of {minutes} minutes", cost, None)
        yield Row("  words taken for unsaid", None, unsaid, "<=", 0)


def _make(folder: Path) -> None:
    random = np.random.default_rng(1)
    told = [*product(*(each.split("|") for each in (_WHO, _WHAT, _WHERE, _HOW)))]
    order = iter(random.permutation(len(told)))
    ends, words = list[tuple[int, int]](), list[str]()
    with WavWriter(folder / "take.wav", 1, 24) as writer, TemporaryDirectory() as scratch:
        samples = 0
        while samples < (max(_MINUTES) + 1) * 60 * SAMPLE_RATE:
            text = f"{' '.join(told[next(order)])}."
            with synthesiser(Path(scratch)) as (library, rate):
                set_voice(library, "es", 150, 45)
                sound = resampled(np.frombuffer(speak(library, text).samples, np.int16) / 32768, rate, SAMPLE_RATE)
            sound = np.append(sound, np.zeros(int(random.uniform(0, 0.3) * SAMPLE_RATE)))
            writer.write(_noisy(sound, random)[:, None])
            samples += len(sound)
            words += text.split()
            ends.append((samples, len(words)))
    (folder / "take.json").write_text(json.dumps([words, ends]), encoding="utf-8")


def _noisy(sound: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.float32]:
    return np.asarray(sound / 2 + random.normal(0, 2e-4, len(sound)), np.float32)


def _listen(folder: Path, minutes: int) -> None:
    words, ends = json.loads((folder / "take.json").read_text(encoding="utf-8"))
    samples, count = next(end for end in ends if end[0] >= minutes * 60 * SAMPLE_RATE)
    take = replace(open_wav(folder / "take.wav"), samples=samples)
    with TemporaryDirectory() as scratch:
        forms = spoken_forms(" ".join(words[:count]), "es-MX")
        times, _left, _doubtful = said(words[:count], forms, "es-419", [take], Path(scratch))
    # What wait4() tells counts the process that this one was started by.
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(int(peak.split()[1]) / 1024, sum(time is None for time in times))


if __name__ == "__main__":
    _listen(Path(sys.argv[1]), int(sys.argv[2]))
