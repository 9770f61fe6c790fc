"""What the tests of building share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newscast.picture.faces import detector


@pytest.fixture(scope="module", autouse=True)
def nobody_looks_for_faces() -> Iterator[None]:
    """Also where the extra `faces` is installed: what is planned without it is another thing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(detector, "_model", lambda: None)
        yield
