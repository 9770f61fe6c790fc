"""What x264 is told so that the same pictures make the same bytes every time.

Its macroblock tree, in the code for AVX-512, lets memory that nobody wrote decide (core 165, with B-frames): a fade of
60 pictures came out otherwise in 12 of 300 runs, and in each of five with other contents of new memory (glibc's
`MALLOC_PERTURB_`). Where it may use AVX2 at most it does not, and takes no longer: 0.98 of the time at 1080p.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from newscast.engine import traits

ASM = "asm=avx2,fma3,bmi2,lzcnt"
"""What every processor with AVX-512 has besides, by x264's names."""
_ENCODER = ("-vcodec", "-c:v")
_PARAMS = "-x264-params"


def steadied(args: Sequence[str]) -> list[str]:
    """ffmpeg's arguments with that for each output of x264, where the processor has AVX-512."""
    return list(_told(args)) if _has_avx512() else list(args)


def _told(args: Sequence[str]) -> Iterator[str]:
    for before, arg in zip(["", *args], args, strict=False):
        yield f"{arg}:{ASM}" if before == _PARAMS else arg
        # Where an output has parameters of its own, those are the later ones, and count.
        if before in _ENCODER and arg == "libx264":
            yield from (_PARAMS, ASM)


@cache
def _has_avx512() -> bool:
    return any(each.startswith("avx512") for each in traits.instruction_sets().split())
