"""Radio: WAV for the station's playout, MP3 for everybody else."""

from __future__ import annotations

from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.sidecars import caption_files
from newscast.deliverables.wants import sound_wanted
from newscast.sound.encode import mp3_step, wav_step


def products(cut: Cut) -> list[Product]:
    """The WAV and the MP3, in a draft only the MP3, which a browser plays; captions where the kit asks for them."""
    show, rundown = cut.show, cut.rundown
    cover = cut.poster()
    wav = wav_step(cut.master(lossy=False), cut.title, show.name, rundown.date, air=rundown.air)
    mp3 = mp3_step(cut.master(lossy=True), cut.title, show.name, rundown.date, cover.steps[0])
    playout = Product(cut.path(f"{cut.stem}.wav"), "programme", wav, sound_wanted(cut, "wav", "pcm_s24le"))
    wanted = sound_wanted(cut, "mp3", "mp3")
    listening = Product(cut.path(f"{cut.stem}.mp3"), "programme", mp3, wanted, cover.drawn)
    return [*([listening] if cut.draft else [playout, listening]), *caption_files(cut)]
