"""Spanish, as it is written and read in Mexico."""

from __future__ import annotations

import datetime
import re

from newscast.base.languages.days import DayWords
from newscast.base.languages.model import Grammar, Language, endings, pairs, words
from newscast.base.languages.quantities import Quantities
from newscast.base.languages.spanish_words import MONTHS, WEEKDAYS
from newscast.base.languages.speech import Speech
from newscast.base.languages.wording import Wording
from newscast.base.patterns import pattern


def _inflected(text: str) -> frozenset[str]:
    """Adjectives in all their forms, from the masculine."""
    forms = set()
    for word in words(text):
        stems = (word, word[:-1] + "a") if word.endswith("o") else (word,)
        forms |= {form for stem in stems for form in (stem, stem + ("s" if stem[-1] in "aeo" else "es"))}
    return frozenset(forms)


def _verbs(text: str) -> str:
    """Those in -ar in the forms that news have, from the infinitive."""
    softened = (("gar", "gue"), ("car", "que"), ("zar", "ce"))
    forms = []
    for verb in text.split():
        stem, soft = verb[:-2], next((verb[:-3] + to for end, to in softened if verb.endswith(end)), verb[:-2] + "e")
        forms += [stem + end for end in ("a", "an", "amos", "ó", "aron", "aba", "aban", "ando", "ado", "ar")]
        forms += [verb + end for end in ("á", "án", "ía", "ían")] + [soft, f"{soft}n"]
    return " ".join(forms)


_PHRASES = (
    "sanos y salvos, sano y salvo, sana y salva, más que, menos que, mejor que, peor que, sin embargo, es decir, "
    "por ejemplo, por favor, por ciento, a través de, a partir de, de acuerdo con, así como, tanto como, cada vez "
    "más, más de, menos de, por lo que, para que, ya que, a fin de, con el fin de, sino que, además de, junto "
    "con, junto a, debido a, gracias a, frente a, respecto a, respecto de, cerca de, lejos de, dentro de, fuera "
    "de, antes de, después de, luego de, alrededor de, a pesar de, en cuanto a, de manera que, de modo que, hasta "
    "que, desde que, hoy en día, a la vez, sobre todo, en caso de, al igual que, tan pronto como, así que, lo "
    "que, tal vez, en vivo, en línea, de nuevo, al menos, por lo menos, a bordo de, a cargo de, a favor de, en "
    "contra de, en torno a, con base en, en materia de, a lo largo de, al interior de, con motivo de, por medio "
    "de, en lugar de, en vez de, a cambio de, mientras que, siempre que, a menos que, aun cuando, una vez que, "
    "puesto que, dado que, cada uno, cada una, ni siquiera, no obstante, paso a paso, puerta a puerta, punto de "
    "vista, buenos días, buenas tardes, buenas noches, muchas gracias, hasta luego, hasta mañana, fin de semana, "
    "medio ambiente, pese a, rumbo a, conforme a, más allá de, ante todo, así mismo, de inmediato, a diario, a "
    "pie, en marcha, en punto, y media, hace más, hace menos, hace casi, desde hace, y cuarto, vez más, ida y "
    "vuelta, hoy mismo, ahora mismo"
)

GRAMMAR = Grammar(
    leaning=words(
        "el la los las lo un una unos unas al del este esta estos estas ese esa esos esas aquel aquella aquellos "
        "aquellas su sus mi mis tu tus nuestro nuestra nuestros nuestras cada algún ningún cualquier cuyo cuya cuyos "
        "cuyas primer tercer gran buen mal se me te le les nos os"
    ),
    ahead=words(
        "todo toda todos todas otro otra otros otras alguna algunas algunos ninguna varios varias ambos ambas mucho "
        "mucha muchos muchas poco poca pocos pocas mismo misma mismos mismas primera primeros primeras segundo "
        "segunda tercera cuarto cuarta quinto quinta grandes buena buenas buenos mala malas nuevo nueva nuevos nuevas "
        "mejor mejores peor peores próximo próxima próximos próximas último última últimos últimas diversos diversas "
        "distintos distintas diferentes numerosos numerosas ciertos ciertas única único antiguo antigua plena demás "
        "tal tales tanta tantos tantas principal principales doble triple medio media"
    ),
    prepositions=words(
        "a ante bajo con contra de desde durante en entre hacia hasta mediante para por según sin sobre tras vía"
    ),
    nearer=words("en con por sin"),
    towards=words("a"),
    genitives=words("de del"),
    conjunctions=words(
        "y e o u ni que pero porque pues como cuando donde si aunque mientras sino quien quienes cuyo cuya cual "
        "cuales cuánto cuánta cuántos cuántas además así entonces luego"
    ),
    joining=words("y e o u ni"),
    adding=words("y e"),
    auxiliaries=words(
        "permanece permanecen permaneció permanecerá permanecerán queda quedan quedó quedaron quedará quedarán resulta "
        "resultó resultaron continúa continúan continuará continuarán he has ha hemos han había habían habíamos haya "
        "hayan habrá habrán habría habrían hubo hubiera es son era eran fue fueron ser será serán sería sea sean soy "
        "somos estoy está están estamos estaba estaban estuvo estuvieron estará estarán esté estén puede pueden puedo "
        "podemos podía podían pudo pudieron podrá podrán podría podrían pueda puedan debe deben debemos debía debían "
        "deberá deberán debería deberían va van vamos voy iba iban irá irán vaya vayan hay sido siendo siguen sigue "
        "seguirá seguirán suele suelen quiere quieren queremos quiero busca buscan logró lograron logra logran "
        "lograrán permite permitirá permiten podido poder necesita necesitan necesitará necesitarán desea desean "
        "debió debieron debía deba deban debiera debieran podríamos "
        "pudiera pudieran quisiera decide decidió decidieron intenta intentan intentó intentaron pretende "
        "pretenden prefiere prefieren planea "
        "planean prevé prevén acordó acordaron consiguió consiguieron recomienda recomiendan recomendó conviene"
    ),
    adverbs=words(
        "no muy más menos tan casi ya aún nunca jamás tampoco también bien solo sólo don doña san santa santo fray"
    ),
    tens=words("treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
    halves=pairs("y media, y medio, con media, con medio"),
    numerals=words(
        "cero uno un una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve veinte veintiún veintiuno veintiuna veintidós veintitrés veinticuatro "
        "veinticinco veintiséis veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta "
        "noventa cien ciento doscientos doscientas trescientos trescientas cuatrocientos cuatrocientas quinientos "
        "quinientas seiscientos seiscientas setecientos setecientas ochocientos ochocientas novecientos novecientas "
        "mil millón millones"
    ),
    abbreviations=words(
        "sr. sra. srta. srs. sres. dr. dra. dres. lic. licda. ing. arq. mtro. mtra. prof. profa. c. c.p. gral. cap. "
        "cmte. av. blvd. calz. col. fracc. núm. no. nº art. tel. ext. km. sto. sta. pdte. ee. ej. vol. pág. p. gob. "
        "dip. sen. mons. aprox. depto. edif. mz. lt."
    ),
    pronouns=words("yo tú usted él ella nosotros nosotras ustedes ellos ellas"),
    adjectives=endings(
        "al ales ble bles ico ica icos icas ivo iva ivos ivas oso osa osos osas ario aria arios arias orio oria orios "
        "orias icano icana urbano urbana adano adana ado ada ados adas ido ida idos idas ar ares ense enses ante "
        "antes ente entes iento ienta eño eña eños eñas anos anas ísimo ísima ctor ctora"
    ),
    plain_adjectives=_inflected(
        "abierto adverso ajeno alterno alto amarillo ambiguo ancho anterior antiguo anónimo argentino azul aéreo bajo "
        "baldío bello blanco bonito bovino breve bueno caliente campesino canino capitalino cercano certero ciego "
        "citadino civil clandestino claro completo común concreto confuso contemporáneo contiguo continuo correcto "
        "corto cubierto cálido dañino denso difuso difícil digno directo discreto disperso distinto diurno diverso "
        "doble débil décimo enfermo enorme entero equino erróneo escrito espontáneo estatal estricto eterno exacto "
        "exterior externo extinto extra extranjero extraño extremo falso federal felino feliz femenil femenino feo "
        "fijo financiero firme fraterno frágil frío fuerte fácil férreo genuino grande gratis gratuito grave gris "
        "grueso hecho hermoso honesto humano húmedo idóneo incompleto infantil inferior infinito inmenso inscrito "
        "intenso interino interior interno inverso joven juvenil largo lento leonesa leonés leve libre ligero limpio "
        "lindo listo lleno líquido malo marino masculino materno matutino mayor mediano medio mediterráneo mejor menor "
        "mexicano moderno modesto molesto mudo muerto mutuo máximo mínimo móvil múltiple nacional negro nocturno "
        "noveno nuevo obrero octavo oficial oscuro pasajero paterno patrio peatonal peor pequeño perfecto plano pleno "
        "pobre porcino posterior precioso preciso previo primario privado propio próspero próximo puro pálido público "
        "quinto reciente recto redondo restante rico rojo roto rápido sano santo satisfecho seco secreto seguro sereno "
        "serio severo sexto siguiente simple simultáneo sincero solidario soltero sordo submarino subterráneo sucesivo "
        "sucio suelto superior supremo séptimo sólido tardío temprano tenso tibio tinto tranquilo triple urgente vacío "
        "varonil vecino vehicular verdadero verde vespertino viejo vigente vivo válido áspero óseo útil japonés "
        "japonesa francés francesa inglés inglesa español europeo italiano coreano norte sur oriente noreste noroeste "
        "sureste suroeste seguido"
    ),
    other_words=words(
        "antes adelante delante bastante además diseño dueño dueña dueños sueño empeño desempeño enseña asesoría "
        "asesorías historia historias memoria mayoría auditoría auditorías convocatoria convocatorias trayectoria "
        "victoria maquinaria gente agente agentes puente puentes ambiente accidente accidentes estudiante estudiantes "
        "habitante habitantes visitante visitantes restaurante restaurantes mercado mercados entrada entradas salida "
        "salidas llegada medida medidas comida comidas jornada jornadas llamada llamadas fachada fachadas hospital "
        "hospitales señal señales animal animales festival festivales tribunal tribunales música fábrica fábricas"
    ),
    participles=endings("ado ada ados adas ido ida idos idas"),
    gerunds=endings("ando iendo yendo"),
    infinitive=pattern(
        r"(?!(?:ayer|mujer|taller|lugar|hogar|ejemplar|militar|popular|familiar|escolar|similar|solar|azucar|primer"
        r"|tercer|lider|caracter|alquiler|cualquier|particular|regular|singular|titular|auxiliar|vehicular|celular"
        r"|hospitalar|millar|dolar|pilar|collar|altar|bar|mar|par)$)"
        r"[a-zñ]*[a-zñ](?:ar|er|ir)(?:se|me|te|nos|l[aeo]s?|sel[ao]s?)?"
    ),
    infinitive_leads=words("que a de por en con"),
    leading=words(
        "tengamos tuviera tuvieran teníamos hubiera hubieran habría habrían hayan habíamos debía debían debió debieron "
        " debería deberían deba deban íbamos iremos iría irían fue fueron fuera fueran vuelva vuelvan volvía "
        "volverían empezaban empiece empiecen comience comiencen "
        + _verbs("acabar dejar terminar tratar llegar pasar ayudar invitar obligar autorizar alcanzar animar exhortar")
        + " tengo tiene tienen tenemos tenía "
        "tenían tuvo tuvieron tendrá tendrán tendremos tendría tendrían tenga tengan "
        "tener teniendo tenido hay había habrá hubo haya he ha han hemos va van vamos voy iba iban irá irán vaya "
        "vayan ir vuelve vuelven volvió volvieron volverá volverán volver empieza empiezan empezó empezaron empezará "
        "empezarán empezar comienza comienzan comenzó comenzaron comenzará comenzarán comenzar acaba acaban acabó "
        "acabaron deja dejan dejó dejaron dejará dejarán dejar debe deben deberá termina terminan terminó terminaron "
        "terminará trata tratan trató tratar llega llegan llegó llegaron llegará llegar pasa pasó pasará pasarán "
        "ayuda ayudan ayudó ayudará ayudarán ayudar aprende aprender invita invitan invitó invitar obliga obligan "
        "está están punto alcanza alcanzó comprometió compromete dispuesto dispuesta encargado encargada encargados "
        "encargadas"
    ),
    ranges=words("a de por"),
    each=words("cada"),
    degrees=words("más menos muy tan bien"),
    titles=words(
        "terminal presidente presidenta alcalde alcaldesa director directora secretario secretaria subsecretario "
        "subsecretaria gobernador gobernadora diputado diputada senador senadora regidor regidora síndico síndica "
        "comisionado comisionada tesorero tesorera contralor contralora coordinador coordinadora titular jefe jefa "
        "doctor doctora licenciado licenciada ingeniero ingeniera arquitecto arquitecta maestro maestra profesor "
        "profesora señor señora señorita joven comandante capitán general coronel sargento padre papa don doña san "
        "santa santo fray calle calles avenida avenidas bulevar bulevares boulevard calzada camino carretera "
        "autopista libramiento glorieta colonia colonias fraccionamiento barrio comunidad unidad plaza parque jardín "
        "mercado estadio museo teatro hospital clínica escuela primaria secundaria preparatoria universidad instituto "
        "biblioteca puente río arroyo presa cerro laguna lago isla estado ciudad municipio delegación distrito zona "
        "región programa proyecto plan operativo sistema ley código torneo copa liga club equipo festival feria grupo "
        "empresa canal portal aplicación ruta línea huracán tormenta virus vocero vocera portavoz coronel"
    ),
    numbered=words(
        "magnitud intensidad temporada serie torre pozo sucursal plantel batallón división norma decreto oficio "
        "contrato licitación boleta cuenta medidor "
        "frente oficina consultorio aula módulo autobús unidad cancha extensión extensiones número números artículo "
        "fracción ruta rutas línea calle avenida kilómetro kilómetros página fase etapa zona distrito sección sector "
        "manzana lote canal tomo capítulo versión nivel piso puerta sala salón unidad módulo edificio teléfono "
        "celular año años código folio carretera circuito ley grupo primaria secundaria opción tecla siglo frecuencia "
        "segmento bloque punto grado clave caja ventanilla mesa acto anexo local casa interior planta casilla "
        "expediente placa placas modelo talla vuelo tren categoría grupos jornada fecha sub"
    ),
    counts=words("millón millones"),
    particles=frozenset(),
    parts_of_day=words("mañana tarde noche madrugada"),
    months=words(" ".join(MONTHS)),
    weekdays=words(" ".join(WEEKDAYS)),
    phrases=pairs(_PHRASES) | pairs(re.sub(r"\b(de|a),", r"\1l,", _PHRASES)),
    rates=pairs(
        "por segundo, por minuto, por hora, por día, por semana, por mes, por año, por persona, por habitante, al "
        "día, al mes, al año"
    ),
    per=words("por"),
    occasions=pairs("vez que"),
    adjective_first=False,
)


def _long_date(date: datetime.date) -> str:
    """`viernes 20 de noviembre de 2026`"""
    return f"{WEEKDAYS[date.weekday()]} {date.day} de {MONTHS[date.month - 1]} de {date.year}"


def _day(date: datetime.date) -> str:
    """`20 de noviembre`"""
    return f"{date.day} de {MONTHS[date.month - 1]}"


def _short_day(date: datetime.date) -> str:
    """`20 nov`"""
    return f"{date.day} {MONTHS[date.month - 1][:3]}"


def _month(date: datetime.date) -> str:
    """`noviembre de 2026`"""
    return f"{MONTHS[date.month - 1]} de {date.year}"


_MORNINGS = ("la", "una", "cada", "media", "otra", "esa", "aquella", "misma", "buena", "turno", "el", "un", "mejor")
"""Words before *mañana* where it is the morning, or the future, and no day."""
_NO_MORNING = "".join(rf"(?<!\b{word} )" for word in _MORNINGS)
_NEAR_DAYS = pattern(
    r"\b(?:(?<!\bhoy por )hoy(?! en d[ií]a\b| por hoy\b)|anteayer|antier|antes de ayer|(?<!\bel )ayer"
    r"|anteanoche|antenoche|anoche|esta (?:misma )?(?:mañana|tarde|noche|madrugada)|pasado mañana"
    rf"|{_NO_MORNING}(?<!\bdel )(?<!\bmuy de )mañana(?!,? (?:y )?(?:tarde|noche)\b))\b",
    re.IGNORECASE,
)


def _days_left(days: int) -> tuple[str, str, str]:
    if days == 0:
        return "", "Hoy", ""
    return ("Falta" if days == 1 else "Faltan"), str(days), ("día" if days == 1 else "días")


def _wording() -> Wording:
    from newscast.base.languages.spanish_wording import WORDING

    return WORDING


def _quantities() -> Quantities:
    from newscast.base.languages.spanish_quantities import QUANTITIES

    return QUANTITIES


def _day_words() -> DayWords:
    from newscast.base.languages.spanish_days import DAYS

    return DAYS


def _speech() -> Speech:
    from newscast.base.languages.spanish_speech import SPEECH

    return SPEECH


SPANISH = Language(
    code="es",
    speech=_speech,
    silent=pattern(r"(?<!c)h|(?<=[gq])u(?=[eéií])|(?<=c)h|(?<=l)l|(?<=r)r"),
    grammar=GRAMMAR,
    long_date=_long_date,
    weekdays=WEEKDAYS,
    near_days=_NEAR_DAYS,
    days=_day_words,
    wording=_wording,
    quantities=_quantities,
    day=_day,
    short_day=_short_day,
    month=_month,
    name="Español",
    draft="BORRADOR",
    voice="Voz: {name}",
    by_telephone="Vía telefónica",
    heard={"music": "música", "sting": "cortinilla musical"},
    tracks={
        "full": "completo",
        "clean": "limpio",
        "international": "internacional",
        "silence": "silencio",
        "block": "bloque",
    },
    days_left=_days_left,
    graphics={
        "before-after": {"label1": "Antes", "label2": "Después"},
        "next": {"kicker": "A continuación"},
        "closing": {"thanks": "Gracias por su compañía", "action": "Síganos y comparta"},
        "break": {"text": "En un momento volvemos"},
        "slate": {"text": "Falta esta pieza"},
        "leader": {
            "label1": "Título",
            "label2": "Episodio",
            "label3": "Fecha",
            "label4": "Duración",
            "label5": "Inicio",
            "label6": "Audio",
            "label7": "Imagen",
            "label8": "Emisora",
        },
    },
)
