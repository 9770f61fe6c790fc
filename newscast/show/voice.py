"""Which stages of the voice chain may act: what a kit says for all takes, and a rundown for one."""

from __future__ import annotations

from collections.abc import Mapping as Mappings
from typing import Annotated, Any, Literal

from pydantic import Field

from newscast.base.i18n import _
from newscast.document.model import Model
from newscast.document.nodes import Mapping, Text
from newscast.document.reading import Reading
from newscast.document.says import refusal
from newscast.document.words import short
from newscast.show.fields import Flag

Needed = Literal["auto", "none"]
"""`auto`: where it is measured to be needed; `none`: never."""


class Stages(Model):
    """What may be done to a recorded voice: `auto` where it is measured to be needed, or `none`."""

    clipping: Needed | None = None
    """Rebuild peaks that the recorder cut off."""
    offset: Needed | None = None
    """Set a recording that lies above or below zero upon it."""
    rumble: Needed | None = None
    """Take away steps, traffic and wind below the voice."""
    hum: Needed | None = None
    """Take away the hum of the mains and its multiples."""
    noise: Needed | None = None
    """Lower the noise behind a voice."""
    clicks: Needed | None = None
    """Lower clicks and the smacking of lips; breaths stay."""
    plosives: Needed | None = None
    """Lower the thump of p and b in the microphone."""
    sibilance: Needed | None = None
    """Lower an s that is too sharp."""
    band: Needed | None = None
    """Give a telephone's sound some warmth and clearness."""
    levelling: Needed | None = None
    """Bring loud and quiet stretches, and people who speak, nearer to each other."""


STAGES = tuple(Stages.model_fields)
"""The stages that a setting may leave out."""


class VoiceChain(Stages):
    """What is done to every recorded voice."""

    high_pass: Annotated[int, Field(ge=0, le=300)] = 80
    """Hz below which rumble is removed, where there is some; 0 leaves all."""
    compress: Flag = True
    """`false`: the same as `levelling: none`."""


class Clean(Stages):
    """What may be done to this take, where it differs from what the kit says: `none`, or single stages."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        if not isinstance(data, Text):
            return data
        if data.strip() not in ("auto", "none"):
            hint = _("Write `none`, or the stages that are to be left out: `{noise: none}`.")
            raise refusal(
                _("“{value}” does not say what is cleaned.").format(value=short(data)), hint, code="value-choice"
            )
        return Mapping(dict.fromkeys(STAGES, data), data.place)

    def said(self) -> tuple[tuple[str, str], ...]:
        """The stages of which it says something."""
        return tuple((stage, getattr(self, stage)) for stage in STAGES if getattr(self, stage))


def stages_of(chain: VoiceChain, clean: Mappings[str, str]) -> dict[str, Any]:
    """The stages that may act on a take, each with its setting; `high_pass` in Hz beside `rumble`."""
    said = {stage: clean.get(stage) or getattr(chain, stage) or "auto" for stage in STAGES}
    if not chain.compress and not clean.get("levelling") and chain.levelling is None:
        said["levelling"] = "none"
    if not chain.high_pass:
        said["rumble"] = "none"
    kept: dict[str, Any] = {stage: setting for stage, setting in said.items() if setting != "none"}
    return kept | ({"high_pass": chain.high_pass} if "rumble" in kept else {})
