"""Words that fit one medium only, and hour calls; and what looks like them and is none."""

from __future__ import annotations

import pytest

from newscast.base.languages.english import ENGLISH
from newscast.base.languages.spanish import SPANISH
from newscast.base.languages.wording import hour_calls, of_listening, of_pictures

PICTURES = """
El número está en la parte inferior de su pantalla.|en la parte inferior de su pantalla
Ahí están las imágenes de la plaza.|Ahí están las imágenes
Lo que están viendo es la obra terminada.|Lo que están viendo
Miren cómo quedó la fachada.|Miren cómo
Aquí se ve el daño.|Aquí se ve
En la imagen, la regidora con vecinos.|En la imagen
Como ven, la obra avanza.|Como ven
Como ustedes pueden ver, ya no hay baches.|Como ustedes pueden ver
El número, como pueden observar en la gráfica, creció.|como pueden observar
Así quedó, como se aprecia en estas imágenes.|como se aprecia en estas imágenes
Aquí vemos el avance de la obra.|Aquí vemos
Marque el teléfono que aparece en pantalla.|en pantalla
El teléfono está en su pantalla.|en su pantalla
En estas imágenes, la avenida inundada.|estas imágenes
Las imágenes que ustedes ven son de anoche.|Las imágenes que ustedes ven
Vean estas imágenes.|Vean estas imágenes
Amigos televidentes, buenas noches.|Amigos televidentes
Gracias a quienes nos ven desde Silao.|quienes nos ven
Vean nomás cómo quedó la calle.|Vean nomás cómo
Miren ustedes el tamaño del socavón.|Miren ustedes el tamaño
Fíjese en la gráfica.|Fíjese en la gráfica
A su derecha ven el antes.|A su derecha ven
El señor que ven ahí es el líder.|que ven ahí
Detrás de mí se encuentra la presidencia.|Detrás de mí
Como ya vieron, el túnel se inundó.|Como ya vieron
Como vimos en el video, nadie resultó herido.|Como vimos
El mapa que está viendo marca las zonas.|que está viendo
Ahí se alcanza a ver el humo.|Ahí se alcanza a ver
Y ahora, el video de Protección Civil.|Y ahora, el video
Esta es la fotografía del menor.|Esta es la fotografía
Así se ve hoy la avenida.|Así se ve hoy
Buenas noches, televidentes.|televidentes
"""
NO_PICTURES = """
Vea cómo inscribirse en la página del municipio.
La actriz debutó en pantalla a los doce años.
Ahí vemos que hay voluntad, dijo el síndico.
Lo que estamos viendo es una baja en los robos.
En estas tomas de agua hay fugas.
Habrá lugar para todos como vengan.
Como ven los vecinos la obra es lo que cuenta.
Como ve el alcalde la situación, urge actuar.
El filme vuelve a la pantalla del cine Isauro.
En la fotografía, el taller enseña luz natural.
Así se ve el futuro, dijo la alcaldesa.
¿Cómo ven ustedes la propuesta?
La autoridad que está viendo el caso es la Fiscalía.
Están viendo la manera de ampliar el plazo.
Miren, la situación es complicada.
Como vieron los peritos, la barda no tenía castillos.
Vean la convocatoria en la presidencia.
Detrás de la obra hay doce millones.
La función será en pantalla gigante.
Recomiendan menos tiempo en pantallas.
Debutó en pantalla del canal en 1990.
Restauran estas imágenes religiosas del siglo XVIII.
La imagen urbana cambió.
Se presenta la obra «Como ven, todo pasa».
El libro se llama "En pantalla".
Gracias a quienes nos ven y nos escuchan.
Como ven y escuchan, la feria está viva.
Otros países nos ven como ejemplo.
El taller enseña cuadro a cuadro.
Comoven es una asociación civil.
"""
LISTENING = """
Usted escucha Info León.|Usted escucha
No le cambie de estación.|No le cambie de estación
Gracias a quienes nos escuchan en Guanajuato.|quienes nos escuchan
A ustedes que nos escuchan, buenos días.|ustedes que nos escuchan
Como escuchan, la banda ya ensaya.|Como escuchan
Buenos días, radioescuchas.|radioescuchas
Amables radioescuchas: comenzamos.|Amables radioescuchas
Gracias por escucharnos.|Gracias por escucharnos
Sigan escuchándonos.|Sigan escuchándonos
En esta frecuencia, todos los días.|En esta frecuencia
Usted está escuchando INFO LEÓN.|Usted está escuchando
Estimado radioescucha, le recordamos el teléfono.|Estimado radioescucha
Si apenas enciende su radio, estas son las noticias.|enciende su radio
Quédese con nosotros en esta estación.|Quédese con nosotros en esta estación
Mañana nos volvemos a escuchar.|Mañana nos volvemos a escuchar
Esta es su estación favorita.|su estación favorita
Saludos a Silao, donde nos escuchan.|donde nos escuchan
"""
NO_LISTENING = """
Los jueces están escuchando a los testigos.
Los vecinos dicen que las autoridades no nos escuchan.
Como escucharon en la entrevista, la obra termina en mayo.
Un club de radioescuchas cumple cien años.
En esta estación del año aumentan las gripes.
Los vecinos nos escuchan poco, admitió el delegado.
El programa de radio escolar ganó un premio.
Escuche a su médico.
Los médicos escuchan a los pacientes.
Gracias a quienes nos ven y nos escuchan.
La película «Quienes nos escuchan» se estrena hoy.
"""
ENGLISH_PICTURES = """
Here is the video.|Here is the video
In these images, the crowd fills the square.|In these images
Watch how the truck turns.|Watch how
The map you see here shows the route.|map you see here
As you can see, the road is open.|As you can see
Call the number on your screen.|on your screen
These pictures show the flooded road.|These pictures show
You're looking at the new bridge.|You're looking at
Thanks for watching.|Thanks for watching
"""
ENGLISH_NO_PICTURES = """
You're watching your money disappear, the union told members.
Those watching the parade should take buses.
Engineers watch how the truck turns.
Here are the video rules for shops.
Use it as you see fit.
The film returns to the screen of the old cinema.
The actor spends an hour on screen in the new film.
Thanks for watching and listening.
The play is called “As You Can See”.
"""
ENGLISH_LISTENING = """
Listeners, good morning.|Listeners
Thank you for listening.|Thank you for listening
You're listening to the morning news.|You're listening to
As you hear, the band is ready.|As you hear
"""
ENGLISH_NO_LISTENING = """
The council promised to keep listening.
Residents say the council is not listening to them.
As you heard the mayor say, work ends in May.
"""


def lines(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


@pytest.mark.parametrize(("text", "said"), lines(PICTURES))
def test_spanish_speaks_of_pictures(text: str, said: str) -> None:
    assert [each.text for each in of_pictures(text, SPANISH)][:1] == [said]
    assert text[of_pictures(text, SPANISH)[0].start :].startswith(said)


@pytest.mark.parametrize(("text", "said"), lines(LISTENING))
def test_spanish_speaks_to_listeners(text: str, said: str) -> None:
    assert [each.text for each in of_listening(text, SPANISH)] == [said]


@pytest.mark.parametrize(("text", "said"), lines(ENGLISH_PICTURES))
def test_english_speaks_of_pictures(text: str, said: str) -> None:
    assert [each.text for each in of_pictures(text, ENGLISH)] == [said]


@pytest.mark.parametrize(("text", "said"), lines(ENGLISH_LISTENING))
def test_english_speaks_to_listeners(text: str, said: str) -> None:
    assert [each.text for each in of_listening(text, ENGLISH)] == [said]


@pytest.mark.parametrize("text", [text for (text,) in lines(NO_PICTURES)])
def test_spanish_that_fits_radio(text: str) -> None:
    assert of_pictures(text, SPANISH) == ()


@pytest.mark.parametrize("text", [text for (text,) in lines(NO_LISTENING)])
def test_spanish_that_fits_pictures(text: str) -> None:
    assert of_listening(text, SPANISH) == ()


@pytest.mark.parametrize("text", [text for (text,) in lines(ENGLISH_NO_PICTURES)])
def test_english_that_fits_radio(text: str) -> None:
    assert of_pictures(text, ENGLISH) == ()


@pytest.mark.parametrize("text", [text for (text,) in lines(ENGLISH_NO_LISTENING)])
def test_english_that_fits_pictures(text: str) -> None:
    assert of_listening(text, ENGLISH) == ()


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Buenos días, son las siete de la mañana.", ["7:00"]),
        ("Son las siete.", ["7:00", "19:00"]),
        ("Siete de la noche con cinco minutos.", ["19:05"]),
        ("Un cuarto para las ocho.", ["7:45", "19:45"]),
        ("Faltan dos para las cinco mil firmas.", []),
        ("Hay una cita, a las siete en punto.", []),
        ("Es mediodía.", ["12:00"]),
        ("Son las 7:05 horas", ["7:05", "19:05"]),
        ("son las ocho y media de la noche", ["20:30"]),
        ("Son las siete con treinta y cinco minutos.", ["7:35", "19:35"]),
        ("Es la una y cuarto de la tarde", ["13:15"]),
        ("son las doce del día", ["12:00"]),
        ("Son las doce de la noche en punto", ["0:00"]),
        ("Faltan diez minutos para las ocho de la mañana", ["7:50"]),
        ("son las veintiuna horas", ["21:00"]),
        ("Son las siete colonias que faltan.", []),
        ("A las siete de la mañana abre la feria.", []),
        ("Las beneficiadas son las siete mil familias.", []),
        ("Siete y media de la mañana.", ["7:30"]),
        ("Son la una y media.", ["1:30", "13:30"]),
        ("Son las cero horas.", ["0:00", "12:00"]),
        ("En punto de las siete de la mañana, bienvenidos.", ["7:00"]),
        ("Cuando son las siete de la mañana con diez minutos, comenzamos.", ["7:10"]),
        ("Son las siete de la mañana con dos grados.", ["7:00"]),
        ("Es medianoche en punto.", ["0:00"]),
        ("Se canta «Son las siete de la mañana».", []),
    ],
)
def test_spanish_calls_the_hour(text: str, hours: list[str]) -> None:
    found = [minute for call in hour_calls(text, SPANISH) for minute in sorted(call.minutes)]
    assert [f"{minute // 60}:{minute % 60:02}" for minute in found] == hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Good morning, it's seven o'clock.", ["7:00", "19:00"]),
        ("It is 7:05 a.m. in León", ["7:05"]),
        ("the time is eight thirty in the evening", ["20:30"]),
        ("It's a quarter to eight in the morning", ["7:45"]),
        ("It’s half past seven", ["7:30", "19:30"]),
        ("It's one thirty.", ["1:30", "13:30"]),
        ("It's just gone seven.", ["7:00", "19:00"]),
        ("The time is twelve noon.", ["12:00"]),
        ("It's one thirty dollars less.", []),
        ("It's seven new schools this year.", []),
        ("The fair opens at seven o'clock.", []),
    ],
)
def test_english_calls_the_hour(text: str, hours: list[str]) -> None:
    found = [minute for call in hour_calls(text, ENGLISH) for minute in sorted(call.minutes)]
    assert [f"{minute // 60}:{minute % 60:02}" for minute in found] == hours
