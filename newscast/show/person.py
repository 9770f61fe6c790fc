"""People of a newsroom, and the synthetic voices that read for them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from newscast.base.i18n import _
from newscast.document.model import Model, Placed
from newscast.document.nodes import Mapping, place_of
from newscast.document.reading import Reading
from newscast.show.fields import File, Flag, Line, NameLine, VoiceName


class Person(Model):
    """Somebody with a name on screen."""

    name: NameLine
    """The full name, as it is shown."""
    role: Line = ""
    """What the person is or does, shown below the name."""
    photo: File | None = None
    """Shown where the person is heard and there is no picture."""
    synth: SynthVoice | None = None
    """The synthetic voice that reads for this person where there is no recording."""
    elected: Flag = False
    """Whether the person holds an office that people vote for: then it is counted how long and how often they come."""


class SynthVoice(Placed):
    """A synthetic voice."""

    engine: Literal["espeak-ng", "piper"] = "espeak-ng"
    """What speaks: espeak-ng, which is always there, or Piper, with a model of the newsroom."""
    voice: VoiceName = "es-419"
    """The name of an espeak-ng voice."""
    model: File | None = None
    """A Piper voice: its .onnx file, which has its .onnx.json beside it."""
    speaker: Annotated[int, Field(ge=0)] = 0
    """Which speaker of a Piper voice that has several, from 0."""
    rate: Annotated[int, Field(ge=80, le=300)] = 150
    """Words a minute; 150 is what a Piper voice speaks like by itself."""
    pitch: Annotated[int, Field(ge=0, le=99)] = 45
    """How high an espeak-ng voice is, 0 to 99."""
    on_air: Flag = False
    """Whether a synthetic voice is a choice the show makes, not a warning."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        if isinstance(data, Mapping):
            _require_both(data, reading)
        return data


def _require_both(data: Mapping, reading: Reading) -> None:
    """Piper speaks with a model, and with nothing else a model does."""
    if str(data.get("engine")) == "piper" and "model" not in data:
        hint = _("Name it: `model: voces/es_MX-claude-high.onnx`. `newscast voices` says where to get one.")
        reading.error(_("Piper needs a voice model."), hint, data.first, code="voice-model")
    if "model" in data and str(data.get("engine")) != "piper":
        hint = _("Write `engine: piper` beside it.")
        reading.error(_("“model” is a Piper voice."), hint, place_of(data["model"]), code="voice-model")
