"""A page of a PDF made ready like a photo, drawn in a limited process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.i18n import _
from newscast.media.info import MediaInfo
from newscast.picture.veiling import told_of, veil_photo
from newscast.step.step import Params, Step, Tools, step
from newscast.timeline.seen import Veil

_PATIENCE = 180
"""Seconds after which drawing a page has failed, however little of the processor it got."""


def page_step(info: MediaInfo, veils: Sequence[Veil] = ()) -> Step:
    """The step of kind `page` that draws the page that `info` is of, with what is veiled of it blurred."""
    assert info.picture
    label = _("page {number} of {name}").format(number=info.page, name=info.file.path.name)
    params = {"page": info.page, "size": [info.picture.width, info.picture.height], **told_of(veils)}
    return step("page", params, [info.file], suffix=".tif", label=label, weight=0.5)


def make_page(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Write page `params["page"]` of the PDF inputs[0] as a TIFF of the size `params["size"]`.

    Raises MachineError where it cannot be drawn.
    """
    from PIL import Image

    drawn = tools.scratch / "page.tif"
    arguments = [inputs[0], params["page"], *params["size"], drawn]
    # Without -P, modules would be looked for in the folder a producer happens to work in.
    command = [sys.executable, "-P", "-m", "newscast.media.paper", *map(str, arguments)]
    said = _("Page {number} of {name} could not be drawn: save the PDF anew, or use a picture of the page.")
    message = said.format(number=params["page"], name=inputs[0].name)
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired as error:
        raise MachineError(message, str(error), (inputs[0],)) from error
    if done.returncode or not drawn.exists():
        raise MachineError(message, done.stderr.decode("utf-8", "replace"), (inputs[0],))
    with Image.open(drawn) as page:
        ready = veil_photo(page.convert("RGB"), params.get("veils", ()))
    ready.save(output, "TIFF", compression=None)
