"""Processes of ours beside others like them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from newscast.base.threads import ALONE

_BLOCKS = """
import resource
import numpy as np

def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

for _ in range(3):
    [np.ones(1 << 18) for _ in range(8)]
before = faults()
for _ in range(20):
    [np.ones(1 << 18) for _ in range(8)]
print(faults() - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the C library of Linux")
def test_blocks_of_sound_are_put_where_others_were() -> None:
    """Fresh memory is cleared by the system page by page, which costs as much as what is done with it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")} | ALONE
    told = subprocess.run([sys.executable, "-c", _BLOCKS], env=environment, capture_output=True, check=True)
    assert int(told.stdout) < 100
