"""The gender of Spanish nouns, as far as numbers need it: by their endings, and by name where those mislead."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from newscast.base.languages.speech import names

_FEMININE = names(
    "mano manos foto fotos moto motos calle calles clase clases noche noches tarde tardes parte partes vez veces "
    "gente gentes ley leyes red redes llave llaves sede sedes base bases fase fases serie series especie especies "
    "torre torres flor flores luz luces cruz cruces voz voces raíz raíces pared paredes mujer mujeres madre madres "
    "muerte muertes nube nubes fuente fuentes clave claves nave naves imagen imágenes crisis tesis dosis razón "
    "razones región regiones religión religiones opinión opiniones reunión reuniones unión uniones superficie "
    "superficies labor labores señal señales sal sales piel pieles cárcel cárceles capital capitales catedral "
    "catedrales variante variantes corriente corrientes patente patentes frase frases nariz narices matriz matrices "
    "lumbrera lumbreras nieve nieves carne carnes leche leches sangre suerte suertes hélice hélices vertiente "
    "vertientes pendiente pendientes gestión gestiones cuestión cuestiones sartén sartenes orden órdenes"
)
_MASCULINE = names(
    "día días problema problemas programa programas sistema sistemas tema temas mapa mapas clima climas idioma "
    "idiomas planeta planetas drama dramas diploma diplomas poema poemas síntoma síntomas dilema dilemas lema lemas "
    "fantasma fantasmas esquema esquemas diagrama diagramas kilograma panorama panoramas cometa cometas tranvía "
    "tranvías policía policías guía guías guardia guardias atleta atletas colega colegas poeta poetas cura curas papa "
    "papas patriota patriotas demócrata demócratas camarada camaradas aroma aromas carisma dogma enigma enigmas "
    "teorema teoremas telegrama telegramas crucigrama crucigramas anagrama logograma pijama pijamas sofá sofás "
    "mediodía aula área agua arma alma ala águila hacha ancla arca hada habla"
)
"""Those with a stressed a at their beginning take a masculine number where there is one of them."""
_SKIPPED = names("mil grandes principales diferentes importantes posibles mejores peores mayores menores presuntos")
_FEMININE_ENDINGS = (
    *("a", "as", "ción", "ciones", "sión", "siones", "xión", "xiones", "dad", "dades", "tad", "tades"),
    *("tud", "tudes", "umbre", "umbres"),
)
_VERB_ENDINGS = ("ó", "aron", "ieron", "ará", "erá", "irá", "arán", "erán", "irán")
_NO_NOUNS = names(
    "a ante bajo con contra de del desde durante en entre hacia hasta mediante para por según sin sobre tras vía y e "
    "o u ni que pero porque pues como cuando donde si aunque mientras el la los las lo un una unos unas al se me te "
    "le les nos su sus no ya es son era fue fueron será serán está están hay ha han más menos cada este esta estos "
    "estas también tampoco así además luego entonces hoy ayer mañana aquí ahí allí va van fue dio dijo abre cierra "
    "inicia termina"
)


def gender_of(after: Sequence[str]) -> str:
    """`m` or `f` of the noun in the words after a number, empty where none follows."""
    for word in after:
        if word in _SKIPPED:
            continue
        return _gender(word)
    return ""


@lru_cache(4096)
def _gender(word: str) -> str:
    if len(word) < 2 or not word.isalpha() or word in _NO_NOUNS:
        return ""
    if word in ("millón", "millones"):
        return "m"
    if word.endswith(_VERB_ENDINGS) and word not in _MASCULINE:
        return ""
    if word in _FEMININE:
        return "f"
    if word in _MASCULINE or word.endswith(("ista", "istas")):
        return "m"
    return "f" if word.endswith(_FEMININE_ENDINGS) else "m"
