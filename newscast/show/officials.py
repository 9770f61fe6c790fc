"""Who holds a public office, as far as a list of people tells."""

from __future__ import annotations

import re

from newscast.base.languages.model import unaccented

_OFFICES = """
alcalde alcaldesa presidente presidenta gobernador gobernadora regidor regidora sindico sindica diputado diputada
senador senadora secretario secretaria subsecretario subsecretaria director directora subdirector subdirectora titular
tesorero tesorera contralor contralora coordinador coordinadora delegado delegada jefe jefa comisario comisaria
comisionado comisionada procurador procuradora fiscal
mayor governor councillor councilor councilman councilwoman secretary treasurer commissioner director minister
congressman congresswoman senator
"""
_WORDS = frozenset(_OFFICES.split())


def is_office(role: str) -> bool:
    """Whether a role begins as offices are called: `Directora de Obras Públicas`, `Presidente municipal`. It is a help
    for people who look, and decides nothing."""
    first = re.match(r"\W*(?:(?:el|la|sub|ex)\s+)?(\w+)", unaccented(role))
    return first is not None and first[1] in _WORDS
