"""The same deliverables as somebody who knows ffmpeg well would write them: one command each, or one with splits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.placed import Scene, Sheet, Sound

_KBITS = {"web": 384, "reel": 192, "square": 192}
_LOUDER = {"tv": 0, "web": 8, "reel": 10, "square": 10, "radio": 1}
"""dB from the mix to the target; by hand nobody measures twice."""
_TAGS = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
_FLAGS = "bicubic+accurate_rnd+bitexact+full_chroma_int"


@dataclass
class _Command:
    inputs: list[str] = field(default_factory=list)
    chains: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    count: int = 0
    labels: int = 0

    def input(self, *options: str) -> str:
        self.inputs += options
        self.count += 1
        return f"{self.count - 1}"

    def chain(self, ins: Sequence[str], filters: str, outs: int = 1) -> list[str]:
        names = [f"l{self.labels + number}" for number in range(outs)]
        self.labels += outs
        self.chains.append("".join(f"[{name}]" for name in ins) + filters + "".join(f"[{name}]" for name in names))
        return names

    def args(self) -> list[str]:
        head = ["-hide_banner", "-nostdin", "-y", "-v", "error"]
        return [*head, *self.inputs, "-filter_complex", ";".join(self.chains), *self.outputs]


def separate(sheets: Mapping[str, Sheet], folder: Path) -> dict[str, list[str]]:
    """(a) The arguments of one ffmpeg for each deliverable, radio too; everybody decodes and composes anew."""
    commands = {}
    for name, sheet in sheets.items():
        command = _Command()
        sources = [_source(command, scene, sheet) for scene in sheet.scenes]
        picture = _composed(command, sheet, [(source,) for source in sources], 0)
        _deliver(command, sheet, picture, _mixed(command, sheet), folder)
        commands[name] = command.args()
    command = _Command()
    _radio(command, _mixed(command, next(iter(sheets.values()))), folder)
    return commands | {"radio": command.args()}


def together(sheets: Mapping[str, Sheet], folder: Path) -> list[str]:
    """(b) One command: sources decoded once, each canvas composed once, the sound mixed once."""
    command = _Command()
    canvases = {(sheet.width, sheet.height): sheet for sheet in sheets.values()}
    first = next(iter(sheets.values()))
    sources = [_source(command, scene, first) for scene in first.scenes]
    shared = [
        tuple(command.chain([source], f"split={len(canvases)}", len(canvases))) if source else ("",) * len(canvases)
        for source in sources
    ]
    sounds = iter(command.chain([_mixed(command, first)], f"asplit={len(sheets) + 1}", len(sheets) + 1))
    for number, (size, sheet) in enumerate(canvases.items()):
        users = [user for user in sheets.values() if (user.width, user.height) == size]
        picture = _composed(command, sheet, shared, number)
        pictures = command.chain([picture], f"split={len(users)}", len(users)) if len(users) > 1 else [picture]
        for user, each in zip(users, pictures, strict=True):
            _deliver(command, user, each, next(sounds), folder)
    _radio(command, next(sounds), folder)
    return command.args()


def _source(command: _Command, scene: Scene, sheet: Sheet) -> str:
    """A decoded clip at the episode's rate, or a photo's one picture; nothing for a field of colour."""
    if not scene.file:
        return ""
    if scene.move:
        return f"{command.input('-i', scene.file)}:v"
    seconds = float(scene.frames / sheet.rate) + 0.5
    opened = command.input("-ss", f"{scene.start:.4f}", "-t", f"{seconds:.4f}", "-i", scene.file)
    timed = f"fps={_rate(sheet)},tpad=stop=-1:stop_mode=clone,trim=end_frame={scene.frames},setpts=PTS-STARTPTS"
    return command.chain([f"{opened}:v"], timed)[0]


def _composed(command: _Command, sheet: Sheet, sources: Sequence[Sequence[str]], number: int) -> str:
    shots = [_shot(command, scene, source[min(number, len(source) - 1)], sheet)
             for scene, source in zip(sheet.scenes, sources, strict=True)]  # fmt: skip
    (picture,) = command.chain(shots, f"concat=n={len(shots)}:v=1:a=0,settb={_base(sheet)},setpts=N,{_TAGS}")
    for lay in sheet.lays:
        png = command.input("-i", lay.png)
        when = f"between(n,{lay.first},{lay.first + lay.frames - 1})"
        (picture,) = command.chain([picture, f"{png}:v"], f"overlay={lay.x}:{lay.y}:format=yuv420:enable='{when}'")
    return picture


def _shot(command: _Command, scene: Scene, source: str, sheet: Sheet) -> str:
    size = f"{sheet.width}:{sheet.height}"
    made = f"setsar=1,format=yuv420p,settb={_base(sheet)},setpts=N"
    if not scene.file:
        field_of = f"color=0x0a3d62:s={sheet.width}x{sheet.height}:r={_rate(sheet)},trim=end_frame={scene.frames}"
        return command.chain([], f"{field_of},{made}")[0]
    covered = f"scale={size}:force_original_aspect_ratio=increase:flags={_FLAGS}"
    x, y = (f"clip({at:.3f}*i{side}-o{side}/2\\,0\\,i{side}-o{side})"
            for at, side in zip(scene.focus, "wh", strict=True))  # fmt: skip
    cropped = f"crop={size}:{x}:{y}"
    if not scene.move:
        return command.chain([source], f"{covered},{cropped},{made}")[0]
    held = f"format=yuv420p,trim=end_frame=1,tpad=stop={scene.frames - 1}:stop_mode=clone,settb={_base(sheet)},setpts=N"
    if scene.move.startswith("pan"):
        wide = f"scale={sheet.width + scene.frames + 2}:-2:flags={_FLAGS}" if sheet.width > sheet.height else (
            f"scale=-2:{sheet.height}:flags={_FLAGS}")  # fmt: skip
        return command.chain([source], f"{wide},{held},crop={size}:min(n\\,iw-ow):(ih-oh)/2,{made}")[0]
    share = f"0.02*(on-1)/{max(1, scene.frames - 1)}"
    corners = (f"x0=W*{share}:y0=H*{share}:x1=W-W*{share}:y1=H*{share}:"
               f"x2=W*{share}:y2=H-H*{share}:x3=W-W*{share}:y3=H-H*{share}")  # fmt: skip
    zoomed = f"perspective={corners}:interpolation=linear:sense=source:eval=frame"
    return command.chain([source], f"{covered},{cropped},{held},{zoomed},{made}")[0]


def _mixed(command: _Command, sheet: Sheet) -> str:
    """Voices one after another over the bed."""
    voices = [_voice(command, sound) for sound in sheet.sounds]
    (speech,) = command.chain(voices, f"concat=n={len(voices)}:v=0:a=1")
    bed = command.input("-stream_loop", "-1", "-i", sheet.bed)
    (music,) = command.chain([f"{bed}:a"], "aformat=sample_rates=48000:channel_layouts=stereo,volume=-18dB")
    return command.chain([speech, music], "amix=inputs=2:duration=first:normalize=0")[0]


def _voice(command: _Command, sound: Sound) -> str:
    opened = command.input("-ss", f"{sound.start:.5f}", "-i", sound.file)
    even = "aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo"
    return command.chain([f"{opened}:a"], f"{even},apad,atrim=end_sample={sound.samples},asetpts=N/SR/TB")[0]


def _deliver(command: _Command, sheet: Sheet, picture: str, sound: str, folder: Path) -> None:
    options = {name: value for name, value in sheet.encoding.options.items() if name != "threads"}
    if sheet.name == "tv":
        (picture,) = command.chain([picture], "scale=flags=bicubic+accurate_rnd+bitexact,format=yuv422p,setfield=tff")
    (loud,) = command.chain([sound], f"volume={_LOUDER[sheet.name]}dB,alimiter=limit=0.89:level=0,aresample=48000")
    if sheet.name == "tv":
        left, right = command.chain([loud], "channelsplit=channel_layout=stereo", 2)
        command.outputs += ["-map", f"[{picture}]", "-map", f"[{left}]", "-map", f"[{right}]"]
        command.outputs += [*_options(options), "-c:a", "pcm_s24le", str(folder / "tv.mxf")]
        return
    command.outputs += ["-map", f"[{picture}]", "-map", f"[{loud}]", *_options(options)]
    aac = ["-c:a", "aac", "-b:a", f"{_KBITS[sheet.name]}k", "-movflags", "+faststart"]
    command.outputs += [*aac, str(folder / f"{sheet.name}.mp4")]


def _radio(command: _Command, sound: str, folder: Path) -> None:
    wav, mp3 = command.chain([sound], f"volume={_LOUDER['radio']}dB,alimiter=limit=0.89:level=0,asplit=2", 2)
    command.outputs += ["-map", f"[{wav}]", "-c:a", "pcm_s24le", str(folder / "radio.wav")]
    command.outputs += ["-map", f"[{mp3}]", "-c:a", "libmp3lame", "-b:a", "192k", str(folder / "radio.mp3")]


def encoder_alone(sheet: Sheet, raw: Path, pix_fmt: str, folder: Path) -> list[str]:
    """(c) The encoder of a deliverable on raw frames, one thread as in a build."""
    size = ["-s", f"{sheet.width}x{sheet.height}", "-pix_fmt", pix_fmt, "-r", _rate(sheet)]
    field_order = ["-vf", "setfield=tff"] if sheet.name == "tv" else []
    out = folder / f"alone-{sheet.name}{sheet.encoding.suffix}"
    reading = ["-hide_banner", "-nostdin", "-y", "-v", "error", "-f", "rawvideo", *size, "-i", str(raw)]
    return [*reading, *field_order, *_options(sheet.encoding.options), str(out)]


def _options(options: Mapping[str, Any]) -> list[str]:
    return [word for name, value in options.items() for word in (f"-{name}", str(value))]


def _rate(sheet: Sheet) -> str:
    return f"{sheet.rate.numerator}/{sheet.rate.denominator}"


def _base(sheet: Sheet) -> str:
    return f"{sheet.rate.denominator}/{sheet.rate.numerator}"
