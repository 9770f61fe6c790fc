"""How Spanish speaks of pictures and to listeners, and calls the hour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscast.base.languages.model import unaccented
from newscast.base.languages.spanish_days import DAYS
from newscast.base.languages.wording import Wording, clock_minutes, either
from newscast.base.patterns import pattern

_SEE = "(?:ven|ve|vemos|veran|observan|observamos|aprecian|apreciamos|estan viendo|estamos viendo)"
_CAN_SEE = "(?:puede|pueden|podemos|podran) (?:ver|observar|apreciar)"
_OURS = "(?:pantalla|imagen|imagenes|video|toma|tomas|grafica|mapa|fotografia|fotografias|cuadro)"
_APART = r"(?=\s*[,.;:!?…)]|\s+(?:ustedes|aqui|ahi|en (?:su |la |esta |este |el |las |estas )?" + _OURS + r")\b|\s*$)"
_SCREENS = (
    r"(?!\s+(?:de|del|de la|led|grandes?|gigantes?|chicas?|planas?|panoramicas?|completas?|tactil|tactiles|digital|"
    r"digitales|electronicas?|y)\b)"
)
_HOLY = r"(?!\s+(?:religios|sagrad|tallad|antigu|de (?:bulto|san|santa|santos|la virgen|cristo|jesus)\b))"
_NO_TIME = r"(?<!tiempo\s)(?<!horas\s)(?<!minutos\s)(?<!debut\s)(?<!debuto\s)"
_SHOWN = "(?:imagen|imagenes|video|videos|tomas|fotografias)"
_NOT_TO_DO = r"(?!\s+\w+[aei]r(?:se|l[oa]s?)?\b)"
_NO_SOUND = r"(?!\s+(?:a|al|con|que|como|lo|los|las|poco|bien|mal|musica|ruidos?)\b)"
_BEGIN = r"(?<![a-zñ,]\s)"
_DEAR = "(?:amigas?|amigos?|queridos|queridas|estimados|estimadas|amables|apreciables|nuestros|nuestras)"
_WHO = "(?:quien|quienes|(?:ustedes|todos los|todas las|a los|a las|amigos|amigas) que)"
_PICTURES = rf"""
como (?:ustedes )?(?:ya )?(?:lo |la |los |las )?(?:ven|ve|observan|aprecian|estan viendo|{_CAN_SEE}){_APART}
como se (?:ve|observa|aprecia|muestra) en (?:la |el |esta |este |las |estas )?{_OURS}
(?:aqui|ahi(?! \w+ que\b)) (?:lo |la |los |las )?(?:vemos|observamos|apreciamos|estamos viendo|{_CAN_SEE})
(?:aqui|ahi) se (?:ven?|aprecian?)(?!\s+(?:que|\w+[ai]d[oa]s?)\b)
(?:aqui|ahi|estas) (?:estan|son|tenemos|van|vienen) (?:las|unas) (?:imagenes|tomas){_HOLY}
lo que (?:ustedes )?estan viendo(?=\s+(?:es|son|en|ustedes)\b|\s*,)
(?:esto|lo) que ven ustedes
{_CAN_SEE} en (?:su |la |esta |este |el |las |estas )?{_OURS}
{_NO_TIME}en (?:sus? )?pantallas?{_SCREENS}
en la (?:parte|esquina|zona) (?:inferior|superior|de arriba|de abajo)(?: \w+)? de (?:su|la) pantalla{_SCREENS}
estas imagenes{_HOLY}
en estas (?:tomas(?! de (?:agua|luz|corriente|posesion|protesta)\b)|fotografias)
(?:les?|te) (?:mostramos|presentamos|traemos) (?:las|estas|unas|el|este|un) {_SHOWN}{_HOLY}
(?:las )?imagenes que (?:ustedes )?(?:{_SEE}|les (?:presentamos|mostramos|traemos))
(?:vean?|veamos|miren?|miremos|observen?) (?:nada mas )?(?:estas?|este|las|la|el) (?:imagen|imagenes|video|tomas?)
{_BEGIN}(?:vean?|miren?|observen?|fijense) (?:nada mas |ustedes )?como{_NOT_TO_DO}
vamos a (?:ver|mirar|observar) (?:el|este|las|estas|la|esta|unas|un) {_SHOWN}
veal[oa]s? (?:usted|ustedes) mism[oa]s?
en (?:esta imagen|este video)
en la (?:imagen|fotografia|foto)(?=\s*,)
en (?:la imagen|el video) (?:que )?(?:{_SEE}|{_CAN_SEE})
(?<!cuadro\s)a cuadro
{_DEAR} (?:televidentes?|telespectadores|teleauditorio)
gracias por (?:vernos|su sintonia en television)
{_WHO} nos (?:ve|ven|miran|estan viendo)(?!\s+(?:como|con|mal|bien)\b)
"""
_LISTENING = rf"""
como (?:ustedes )?(?:ya )?(?:nos )?(?:escuchan|oyen|pueden (?:escuchar|oir))(?=\s*[,.;:!?…)]|\s+ustedes\b|\s*$)
{_WHO} (?:ya )?nos (?:escuchan?|oyen?|estan (?:escuchando|oyendo))
(?<!no\s)nos (?:escuchan?|oyen?|estan (?:escuchando|oyendo)) (?:en|por|desde|a traves)
{_DEAR} (?:amigos |amigas )?(?:radioescuchas?|radioyentes?|radioauditorio)
gracias por (?:escucharnos|oirnos|su escucha|su sintonia en (?:la )?radio)
{_BEGIN}(?:estan escuchando|usted escucha|ustedes escuchan){_NO_SOUND}
no (?:le )?(?:cambien?|muevan?) (?:de )?(?:la )?(?:estacion|frecuencia|sintonia)(?! (?:de|del)\b)
(?:siga|sigan|continue|continuen) (?:escuchando(?:nos)?|oyendonos)
en (?:esta|su|nuestra) (?:frecuencia|emisora|estacion de radio|estacion radiofonica)
(?:este|nuestro|su) (?:programa|espacio|noticiario|noticiero) de radio
suban?le (?:el volumen|a (?:la|su) radio)
"""
_VOCATIVE = r"(?:(?:^|[,;:¡!¿?.])\s*)(?:radioescuchas|radioyentes)(?=\s*[,;:!?.]|\s*$)"

_HOURS = {1: "una"} | {
    hour: word for word, hour in DAYS.numbers.items() if 1 < hour <= 24 and " " not in word and hour != 21
}
_WORDS = {word: number for number, word in _HOURS.items()} | {"veintiuna": 21}
_NUMBERS = {unaccented(word): number for word, number in DAYS.numbers.items() if number < 60}
_MINUTES = {
    **{
        f"{ten} y {one}": number + each
        for ten, number in (("treinta", 30), ("cuarenta", 40), ("cincuenta", 50))
        for one, each in _NUMBERS.items()
        if each < 10
    },
    **_NUMBERS,
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "media": 30,
    "cuarto": 15,
    "un": 1,
}
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_MINUTE = (
    rf"(?:\d{{1,2}}|{'|'.join(each.replace(' ', chr(92) + 's+') for each in sorted(_MINUTES, key=len, reverse=True))})"
)
_HALF = r"(?P<half>de la (?:mañana|madrugada|tarde|noche)|del dia|del mediodia|a\.? ?m\.?|p\.? ?m\.?)"
_CALLS = ("son ", "siendo la", "es la", "es ya la", " con ", " en punto", "mediodia", "medianoche")
"""How the hour is called, which is quickly seen: most texts do not."""
_CALL = pattern(
    rf"\b(?:(?:son|siendo)\s+(?:ya\s+)?las|es\s+(?:ya\s+)?la|siendo\s+la)\s+(?:ya\s+)?{_HOUR}(?:[:.](?P<figures>\d\d))?\b"
    rf"(?:\s+horas?\b)?(?:,?\s+(?P<joined>con|y|menos)\s+(?P<minute>{_MINUTE})\b(?:\s+minutos?\b)?)?"
    rf"(?P<sharp>\s+en punto\b)?(?:\s+horas?\b)?(?:,?\s+{_HALF})?".replace(" en punto", r"\s+en\s+punto")
)
_SHORT = pattern(
    rf"\b(?:las?\s+)?{_HOUR}(?:\s+horas?)?(?:\s+{_HALF})?(?:\s+con\s+(?P<minute>{_MINUTE})\s+minutos?|\s+en\s+punto)\b"
    rf"(?:\s+{_HALF.replace('half', 'later')})?|\bes\s+(?:ya\s+)?(?P<noon>mediodia|medianoche)\b"
)
"""*Siete de la mañana con cinco minutos*, *las siete en punto*, *es mediodía*: calls of a whole sentence."""
_BEFORE = pattern(
    rf"\b(?P<call>(?:faltan?|son)\s+)?(?:un\s+)?(?P<minute>{_MINUTE})(?:\s+minutos?)?\s+para\s+las?\s+{_HOUR}\b"
    rf"(?!\s+(?:mil|millones|cientos?)\b)(?:\s+{_HALF})?"
)
_BEGINS = pattern(r"(?:^|[.!?¡¿,;:…])\s*(?:ya\s+)?$")
_ENDS = pattern(r"\s*(?:[.!,;…]|$)")


def _hours(text: str) -> Iterator[tuple[int, int, frozenset[int]]]:
    """*Son las siete de la mañana*, *son las 7:05*, *faltan diez para las ocho*; what is counted is no hour."""
    called = any(each in text for each in _CALLS)
    for found in _CALL.finditer(text) if called else ():
        told = found["half"] or found["figures"] or found["joined"] or found["sharp"] or "hora" in found[0]
        if told or _alone(text, found):
            minute = int(found["figures"] or 0) + _number(found["minute"]) * (-1 if found["joined"] == "menos" else 1)
            yield _called(found, minute)
    for found in _SHORT.finditer(text) if called else ():
        if _alone(text, found):
            yield _called_shortly(found)
    for found in _BEFORE.finditer(text) if "para" in text else ():
        if found["call"] or _alone(text, found):
            yield _called(found, -_number(found["minute"]))


def _alone(text: str, found: re.Match[str]) -> bool:
    """Whether it is all that its sentence says."""
    return bool(_BEGINS.search(text[: found.start()]) and _ENDS.match(text, found.end()))


def _called_shortly(found: re.Match[str]) -> tuple[int, int, frozenset[int]]:
    if found["noon"]:
        return found.start(), found.end(), frozenset({12 * 60 if found["noon"] == "mediodia" else 0})
    hour = _WORDS.get(found["hour"]) or int(found["hour"])
    half = _half(found["half"] or found["later"] or "", hour)
    return found.start(), found.end(), clock_minutes(hour, _number(found["minute"]), half)


def _called(found: re.Match[str], minute: int) -> tuple[int, int, frozenset[int]]:
    hour = _WORDS.get(found["hour"]) or int(found["hour"])
    return found.start(), found.end(), clock_minutes(hour, minute, _half(found["half"] or "", hour))


def _number(word: str | None) -> int:
    if not word:
        return 0
    return int(word) if word.isdigit() else _MINUTES[" ".join(word.split())]


def _half(said: str, hour: int) -> str:
    """Twelve at night is 0:00, twelve of the day 12:00."""
    if said.startswith(("de la mañana", "de la madrugada", "a")) or (said.endswith("noche") and hour == 12):
        return "am"
    return "pm" if said else ""


WORDING = Wording(
    pictures=either(_PICTURES),
    listening=either(_LISTENING, _VOCATIVE),
    sees=pattern(r"\b(?:ve|ven|vea|vean|vernos|viendo|viendonos|televid\w+|television|pantallas?)\b"),
    hears=pattern(r"\b(?:escuch\w+|oye|oyen|oir|oirnos|oyendo|oyendonos|radioescuchas?|radio)\b"),
    hours=_hours,
)
