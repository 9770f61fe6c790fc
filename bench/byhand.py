"""The same deliverables by hand-written ffmpeg: one command each, or one with splits, in either craft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.command import Command, text, words
from bench.crafts import Craft
from bench.placed import Scene, Sheet, Sound
from newscast.deliverables.encodings import Encoding

_KBITS = {"web": 384, "reel": 192, "square": 192}
_TAGS = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
_PCM = {"c:a": "pcm_s24le"}

Encodings = Mapping[str, Encoding]
"""How each deliverable with picture is encoded."""


def separate(sheets: Mapping[str, Sheet], encodings: Encodings, craft: Craft, folder: Path) -> list[list[str]]:
    """(a) The arguments of one ffmpeg for each deliverable, radio too; everybody decodes and composes anew."""
    commands = []
    for name, sheet in sheets.items():
        command = Command()
        sources = [(_source(command, scene, sheet),) for scene in sheet.scenes]
        picture = _composed(command, sheet, sources, 0, craft)
        _deliver(command, sheet, encodings[name], picture, _mixed(command, sheet), craft, folder)
        commands.append(command.args())
    command = Command()
    _radio(command, _mixed(command, next(iter(sheets.values()))), craft, folder)
    return [*commands, command.args()]


def together(sheets: Mapping[str, Sheet], encodings: Encodings, craft: Craft, folder: Path) -> list[str]:
    """(b) One command: sources decoded once, each canvas composed once, the sound mixed once."""
    command = Command()
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
        picture = _composed(command, sheet, shared, number, craft)
        pictures = command.chain([picture], f"split={len(users)}", len(users)) if len(users) > 1 else [picture]
        for user, each in zip(users, pictures, strict=True):
            _deliver(command, user, encodings[user.name], each, next(sounds), craft, folder)
    _radio(command, next(sounds), craft, folder)
    return command.args()


def _source(command: Command, scene: Scene, sheet: Sheet) -> str:
    """A decoded clip at the episode's rate, or a photo's one picture; nothing for a field of colour."""
    if not scene.file:
        return ""
    if scene.move:
        return f"{command.input('-i', scene.file)}:v"
    seconds = float(scene.frames / sheet.rate) + 0.5
    opened = command.input("-ss", f"{scene.start:.4f}", "-t", f"{seconds:.4f}", "-i", scene.file)
    timed = f"fps={text(sheet.rate)},tpad=stop=-1:stop_mode=clone,trim=end_frame={scene.frames},setpts=PTS-STARTPTS"
    return command.chain([f"{opened}:v"], timed)[0]


def _composed(command: Command, sheet: Sheet, sources: Sequence[Sequence[str]], number: int, craft: Craft) -> str:
    shots = [
        _shot(command, scene, source[min(number, len(source) - 1)], sheet, craft)
        for scene, source in zip(sheet.scenes, sources, strict=True)
    ]
    joined = f"concat=n={len(shots)}:v=1:a=0,settb={text(1 / sheet.rate)},setpts=N,{_TAGS}"
    return craft.lay(command, command.chain(shots, joined)[0], sheet)


def _shot(command: Command, scene: Scene, source: str, sheet: Sheet, craft: Craft) -> str:
    size = f"{sheet.width}:{sheet.height}"
    made = f"setsar=1,format=yuv420p,settb={text(1 / sheet.rate)},setpts=N"
    if not scene.file:
        plain = f"color=0x0a3d62:s={sheet.width}x{sheet.height}:r={text(sheet.rate)},trim=end_frame={scene.frames}"
        return command.chain([], f"{plain},{made}")[0]
    covered = f"scale={size}:force_original_aspect_ratio=increase:flags={craft.flags}"
    x, y = (f"clip({at:.3f}*i{side}-o{side}/2\\,0\\,i{side}-o{side})"
            for at, side in zip(scene.focus, "wh", strict=True))  # fmt: skip
    cropped = f"crop={size}:{x}:{y}"
    if not scene.move:
        return command.chain([source], f"{covered},{cropped},{made}")[0]
    one = "format=yuv420p,trim=end_frame=1"
    if scene.move.startswith("pan"):
        wide = f"{sheet.width + scene.frames + 2}:-2" if sheet.width > sheet.height else f"-2:{sheet.height}"
        held = f"{one},tpad=stop={scene.frames - 1}:stop_mode=clone,settb={text(1 / sheet.rate)},setpts=N"
        return command.chain(
            [source], f"scale={wide}:flags={craft.flags},{held},crop={size}:min(n\\,iw-ow):(ih-oh)/2,{made}"
        )[0]
    return command.chain([source], f"{covered},{cropped},{one},{craft.zoom(scene, sheet)},{made}")[0]


def _mixed(command: Command, sheet: Sheet) -> str:
    """Voices one after another over the bed, which they push down."""
    voices = [_voice(command, sound) for sound in sheet.sounds]
    (speech,) = command.chain(voices, f"concat=n={len(voices)}:v=0:a=1")
    over, key = command.chain([speech], "asplit=2", 2)
    bed = command.input("-stream_loop", "-1", "-i", sheet.bed)
    (music,) = command.chain([f"{bed}:a"], "aformat=sample_rates=48000:channel_layouts=stereo,volume=-10dB")
    (ducked,) = command.chain([music, key], "sidechaincompress=threshold=0.03:ratio=6:attack=200:release=800")
    return command.chain([over, ducked], "amix=inputs=2:duration=first:normalize=0")[0]


def _voice(command: Command, sound: Sound) -> str:
    opened = command.input("-ss", f"{sound.start:.5f}", "-i", sound.file)
    even = "aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo,highpass=f=80"
    return command.chain([f"{opened}:a"], f"{even},apad,atrim=end_sample={sound.samples},asetpts=N/SR/TB")[0]


def _deliver(
    command: Command, sheet: Sheet, encoding: Encoding, picture: str, sound: str, craft: Craft, folder: Path
) -> None:
    options = {name: value for name, value in encoding.options.items() if name != "threads"}
    (loud,) = command.chain([sound], craft.loudness(sheet.name))
    if sheet.name == "tv":
        (wide,) = command.chain([picture], f"scale=flags={craft.flags},format=yuv422p,setfield=tff")
        sides = command.chain([loud], "channelsplit=channel_layout=stereo", 2)
        command.output([wide, *sides], {**options, **_PCM}, str(folder / "tv.mxf"))
        return
    aac = {"c:a": "aac", "b:a": f"{_KBITS[sheet.name]}k", "movflags": "+faststart"}
    command.output([picture, loud], {**options, **aac}, str(folder / f"{sheet.name}.mp4"))


def _radio(command: Command, sound: str, craft: Craft, folder: Path) -> None:
    wav, mp3 = command.chain([sound], f"{craft.loudness('radio')},asplit=2", 2)
    command.output([wav], _PCM, str(folder / "radio.wav"))
    command.output([mp3], {"c:a": "libmp3lame", "b:a": "192k"}, str(folder / "radio.mp3"))


def encoder_alone(sheet: Sheet, encoding: Encoding, raw: Path, pix_fmt: str, out: Path) -> list[str]:
    """(c) The encoder of a deliverable on raw frames, one thread as in a build."""
    size = ["-s", f"{sheet.width}x{sheet.height}", "-pix_fmt", pix_fmt, "-r", text(sheet.rate)]
    # Untagged frames would be taken to the matrix that the options name.
    said = ["-vf", _TAGS + (",setfield=tff" if sheet.name == "tv" else "")]
    reading = ["-hide_banner", "-nostdin", "-y", "-v", "error", "-f", "rawvideo", *size, "-i", str(raw)]
    return [*reading, *said, *words(encoding.options), str(out)]
