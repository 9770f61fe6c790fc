"""How Spanish speaks of pictures and to listeners."""

from __future__ import annotations

from newscast.base.languages.spanish_clock import called_hours
from newscast.base.languages.wording import Wording, either
from newscast.base.patterns import pattern

_SEE = "(?:ven|ve|vemos|veran|observan|observamos|aprecian|apreciamos|estan viendo|estamos viendo)"
_ANY = "(?:su |el |la |los |las |est[ae] |est[ao]s )?"
"""Which of the things that are shown, or nothing that says which."""
_CAN_SEE = "(?:puede|pueden|podemos|podran) (?:ver|observar|apreciar|notar|mirar)"
_OURS = "(?:pantalla|imagen|imagenes|video|toma|tomas|grafica|mapa|fotografia|fotografias|cuadro)"
_APART = r"(?=\s*[,.;:!?…)]|\s+(?:ustedes|aqui|ahi|en (?:su |la |esta |este |el |las |estas )?" + _OURS + r")\b|\s*$)"
_SCREENS = (
    r"(?!\s+(?:de|del|de la|led|grandes?|gigantes?|chicas?|planas?|panoramicas?|completas?|tactil|tactiles|digital|"
    r"digitales|electronicas?|y)\b)"
)
_HOLY = r"(?!\s+(?:religios|sagrad|tallad|antigu|de (?:bulto|san|santa|santos|la virgen|cristo|jesus)\b))"
_NO_TIME = r"(?<!tiempo\s)(?<!horas\s)(?<!minutos\s)(?<!debut\s)(?<!debuto\s)"
_SHOWN = "(?:imagen|imagenes|video|videos|tomas|fotografias|fotos)"
_PICTURE = "(?:imagenes|tomas?|videos?|fotos?|fotografias?)"
_NOT_TO_DO = r"(?!\s+\w+[aei]r(?:se|l[oa]s?)?\b)"
_NO_SOUND = r"(?!\s+(?:a|al|con|que|como|lo|los|las|poco|bien|mal|musica|ruidos?)\b)"
_BEGIN = r"(?<![a-zñ,]\s)"
_YOU = "(?:ustedes|usted|nada mas|nomas|bien)"
_POINTED = (
    "(?:aqui|ahi|alla|atras|al fondo|de (?:azul|blanco|negro|rojo|verde)|a la (?:derecha|izquierda)|abajo|arriba)"
)
_DEAR = "(?:amig[oa]s?|querid[oa]s?|estimad[oa]s?|amables?|apreciables?|nuestr[oa]s)"
_WHO = "(?:quien|quienes|(?:usted|ustedes|todos los|todas las|a los|a las|amigos|amigas|que (?:bueno|gusto)) que)"
_FOR_YOU = "les? (?:dejo|dejamos|tengo|tenemos)"
_NO_MATTER = r"(?!\s+(?:el|la|los|las|un|una|a|al|como|si|con|por|mal|bien|que)\b)"
_BEING = "(?:estan?|esten?|va|van|viene|vienen)"
# Who hears it is asked to look.
_ASKED_TO_LOOK = rf"""
{_BEGIN}(?:vean?|miren?|observen?|fij(?:ese|ense)) (?:{_YOU} )?como{_NOT_TO_DO}
{_BEGIN}(?:vean?|observen?) (?:el|la) (?:altura|cantidad|color|diferencia|estado|forma|fuerza|magnitud|tamaño)
{_BEGIN}(?:vean?|observen?) (?:usted|ustedes)(?! (?:si|donde|por donde)\b)
{_BEGIN}miren? (?:{_YOU} )?(?:el|la|los|las|esta|este|estas|estos|eso|esto|cuant[oa]s?|que) \w+
(?:vean?|veamos|miren?|miremos|observen?) (?:{_YOU} )?(?:estas?|este|las|la|el) (?:imagen|imagenes|video|tomas?)
fij(?:ese|ense) en (?:la |el |esta |este |las |estas ){_OURS}
echen?le un (?:ojo|vistazo) a (?:la|las|el|esta|estas|este) {_OURS}
(?:vamos a (?:ver|mirar|observar)|veamos) (?:el|este|las|estas|la|esta|unas|un) (?:{_SHOWN}|(?:siguiente )?reportaje)
veal[oa]s? (?:usted|ustedes)
quede(?:se|nse) viendo
si se fijan? (?:en|bien)
"""
# Something is pointed at, or stands beside who speaks.
_POINTED_AT = rf"""
(?:esto|lo) que (?:ustedes )?(?:ven|estan viendo)(?=\s+(?:ustedes|es|son|en)\b|\s*,)
que (?:ustedes )?(?:ven?|observan?|aprecian?) {_POINTED}
{_OURS} que (?:tenemos (?:aqui|al aire|en)|aparecen? (?:aqui|ahi|ahora))
(?:lo|la|los|las|que|nos) (?:ustedes )?estan? (?:viendo|observando|mirando){_NO_MATTER}
(?:ahi|aqui|aca) (?:lo |la |los |las )?tienen? (?:usted|ustedes)
con sus propios ojos
(?:a mi lado|a mi (?:derecha|izquierda))
(?:lado|parte|esquina|extremo|fondo) (?:\w+ )?de (?:la|esta) (?:imagen|toma|foto|fotografia|grafica)
{_BEGIN}en (?:imagenes|video)(?=\s*[,:])
{_BEGIN}est(?:e|a|as|os) (?:(?:es|son) (?:el|la|las|los) )?{_PICTURE} (?:que|es|son|corresponden?)\b
{_BEGIN}(?:usted |ustedes )?estan? viendo (?!la (?:forma|manera|posibilidad)\b)\w+
(?<!como\s)(?:ven|veian|vieron|veran|observan|observaron|aprecian) ustedes
(?:ahora|ahorita|aqui|ahi|ya) (?:lo|la|los|las) (?:estan viendo|ven|tienen)(?=\s*[.:;,]|\s+en\b)
a (?:su|la) (?:derecha|izquierda),? (?:ustedes )?(?:{_SEE}|{_CAN_SEE}|tienen|aparecen?)
(?:a mis? espaldas?|(?:detras|atras) de (?:mi|nuestr[oa] (?:compañer[oa]|reporter[oa])))
{_BEGIN}asi (?:se )?(?:ven?|veian?|lucen?|lucian?) (?:hoy|ahora|ya|desde|esta|este)\b
"""
# Pictures are spoken of as what is being shown, and people as those who see them.
_PICTURES = rf"""
(?<!¿)como (?:ustedes )?(?:ya )?(?:lo |la |los |las )?(?:ven|ve|observan|aprecian|estan viendo|{_CAN_SEE}){_APART}
como (?:ya )?(?:vimos|vieron){_APART}
como (?:se (?:ve|observa|aprecia|muestra)|puede (?:verse|apreciarse|observarse)) en {_ANY}{_OURS}
como (?:lo )?(?:muestra|muestran|indica) (?:la|el|las|los) {_OURS}(?=\s*[,.;:])
(?:aqui|aca|ahi(?! \w+ que\b)) (?:lo |la |los |las )?(?:vemos|observamos|apreciamos|estamos viendo|{_CAN_SEE})
(?:aqui|ahi) se (?:alcanzan?|pueden?) (?:a )?(?:ver|apreciar|observar)
(?:aqui|ahi) se (?:ven?|aprecian?)(?!\s+(?:que|\w+[ai]d[oa]s?)\b)
(?:aqui|ahi|estas) (?:estan |son |tenemos |van |vienen |{_FOR_YOU} )?(?:las|unas) (?:imagenes|tomas|fotos){_HOLY}
(?:aqui|ahi|y ahora),? (?:esta |tenemos |viene )?(?:el video|la toma|la foto|la fotografia)\b(?! de (?:luz|agua)\b)
esta es la (?:foto|fotografia)
ya (?:vieron|vio) (?:el|la|las|los|estas|este) {_SHOWN}
{_CAN_SEE} en {_ANY}{_OURS}
{_NO_TIME}en (?:sus? )?pantallas?{_SCREENS}
en la (?:parte|esquina|zona) (?:inferior|superior|baja|alta|de arriba|de abajo)(?: \w+)? de (?:su|la) pantalla{_SCREENS}
estas imagenes{_HOLY}
en estas (?:tomas(?! de (?:agua|luz|corriente|posesion|protesta)\b)|fotografias)
(?:les?|te) (?:mostramos|presentamos|traemos) (?:las|estas|unas|el|este|un) {_SHOWN}{_HOLY}
(?:las )?imagenes que (?:ustedes )?(?:{_SEE}|les (?:presentamos|mostramos|traemos))
en (?:esta imagen|este video)
en la (?:imagen|foto)(?=\s*,)
en (?:la imagen|la foto|la fotografia|el video) (?:que )?(?:{_SEE}|{_CAN_SEE})
(?<!cuadro\s)a cuadro
{_DEAR} (?:televidentes?|telespectadores|teleauditorio)
gracias por (?:vernos|su sintonia en television)
{_WHO} nos (?:ve|ven|miran|estan viendo)(?!\s+(?:como|con|mal|bien)\b)
"""
_LISTENING = rf"""
como (?:ustedes )?(?:ya )?(?:nos )?(?:escuchan|oyen|pueden (?:escuchar|oir))(?=\s*[,.;:!?…)]|\s+ustedes\b|\s*$)
(?:donde|ojala|cuando) (?:ya )?nos (?:escuch|oye|oig)\w+
{_WHO} (?:ya )?nos (?:escuchan?|oyen?|sintonizan?|{_BEING} (?:escuchando|oyendo))
(?<!no\s)nos (?:escuchan?|oyen?|{_BEING} (?:escuchando|oyendo)) (?:usted |ustedes )?(?:en|por|desde|a traves)
nos (?:escuchamos|oimos|volvemos a (?:escuchar|oir)) (?:el|la|a las?|mañana|pasado|de nuevo|otra vez)
(?:mañana|hasta el \w+|el \w+) nos (?:escuchamos|oimos|volvemos a (?:escuchar|oir))
{_DEAR} (?:amig[oa]s? )?(?:radioescuchas?|radioyentes?|radioauditorio)
gracias por (?:escucharnos|oirnos|su escucha|su sintonia en (?:la )?radio)
{_BEGIN}(?:estan|usted esta|ustedes estan) escuchando{_NO_SOUND}
{_BEGIN}(?:usted escucha|ustedes escuchan){_NO_SOUND}
{_BEGIN}estan? escuchando (?:las noticias|(?:el|su) (?:informativo|noticiario|noticiero|programa)|la radio)
{_BEGIN}escuchen? (?:usted|ustedes)
(?:desde|en) (?:la|esta|nuestra) cabina de radio
no (?:le )?(?:cambien?|muevan?) (?:de )?(?:la )?(?:estacion|frecuencia|sintonia)(?! (?:de|del)\b)
(?:siga|sigan|continue|continuen) (?:escuchando(?:nos)?|oyendonos)
(?:escuchen?nos|oigan?nos)
(?:acompañarnos|acompañan|acompaña|saludamos|saludo|encontramos) (?:\w+ )?(?:en|por|desde) (?:la|su) radio
(?:esta|estan) (?:usted|ustedes) en (?:la|su|nuestra) (?:sintonia|frecuencia)
(?:su|tu) (?:estacion|emisora|frecuencia) (?:favorita|preferida|de siempre|de confianza)
en (?:esta|su|nuestra) (?:frecuencia|emisora|estacion de radio|estacion radiofonica)
(?:este|nuestro|su|hasta aqui (?:el|la)) (?:programa|espacio|noticiario|noticiero|emision) de radio
quede(?:se|nse) (?:\w+ ){{0,3}}en (?:esta|su|nuestra) (?:estacion|sintonia|frecuencia)
{_BEGIN}suban? el volumen(?! del? (?!(?:su|la) radio))
suban?le (?:el volumen|al?(?: volumen de)? (?:la |su )?radio)
(?:enciende|encienden|prende|prenden|sintonizan? en) su radio
"""
_LISTENERS = r"(?:(?:^|[,;:¡!¿?.])\s*)(?:radioescuchas|radioyentes)(?=\s*[,;:!?.]|\s*$)"
_VIEWERS = r"(?:(?:^|[,;:¡!¿?.])\s*)(?:televidentes|telespectadores|teleauditorio)(?=\s*[,;:!?.]|\s*$)"

WORDING = Wording(
    pictures=either(_ASKED_TO_LOOK + _POINTED_AT + _PICTURES, _VIEWERS),
    listening=either(_LISTENING, _LISTENERS),
    sees=pattern(r"\b(?:ve|ven|vea|vean|vernos|viendo|viendonos|televid\w+|television|pantallas?)\b"),
    hears=pattern(r"\b(?:escuch\w+|oye|oyen|oir|oirnos|oyendo|oyendonos|radioescuchas?|radio)\b"),
    hours=called_hours,
)
