"""Texts for every graphic: as long as newsrooms write them."""

import pytest

from newscast.graphics.model import Fields

LONG = "Concluye el bacheo de los bulevares Morelos y López Mateos"
FIELDS: dict[str, Fields] = {
    "opener": {"date": "Miércoles 30 de septiembre de 2026", "subtitle": "Noticias de la ciudad"},
    "closing": {
        "contacts": ("ejemplo.gob.mx", "@ejemplo", "Línea 072"),
        "credits": tuple(f"Crédito {index}" for index in range(8)),
        "url": "https://ejemplo.gob.mx/boletin",
    },
    "headline": {"headline": LONG, "kicker": "Obras Públicas"},
    "hook": {"headline": LONG, "kicker": "Obras Públicas"},
    "strap": {"headline": LONG, "department": "Dirección General de Desarrollo Social y Humano"},
    "topic": {"headline": LONG, "department": "Dirección General de Desarrollo Social y Humano"},
    "voice": {
        "name": "María Guadalupe Hernández Villaseñor",
        "role": "Directora General de Desarrollo Social y Humano del Municipio de León",
    },
    "lower-third": {
        "title": "María Guadalupe Hernández Villaseñor",
        "subtitle": "Directora General de Desarrollo Social y Humano del Municipio de León",
    },
    "title": {"title": "Talleres gratuitos", "subtitle": "Inscripciones en cualquier biblioteca"},
    "figures": {"title": "El parque en números", "items": ("4,200 hectáreas", "320 árboles", "2 kilómetros de vía")},
    "text": {"title": "Cómo inscribirse", "text": "Acuda a cualquier biblioteca con una identificación. " * 3},
    "quote": {"quote": LONG, "name": "María Guadalupe Hernández Villaseñor", "role": "Directora General"},
    "list": {"title": "Requisitos", "items": ("Identificación oficial", "Comprobante de domicilio")},
    "agenda": {
        "title": "Agenda",
        "items": ("Sábado, 18:00 | Concierto | Plaza Principal", "Domingo | Feria"),
    },
    "table": {"title": "El tiempo", "columns": "Lugar | Máxima", "rows": ("León | 27°", "Silao | 26°")},
    "qr": {"title": "Inscríbase", "text": LONG, "url": "https://leon.example/talleres"},
    "next": {"title": "León contigo", "time": "18:00 horas", "text": LONG},
    "days-left": {"event": LONG, "date": "2026-12-24", "days": "12"},
    "map": {"title": "Cierre", "place": "Colonia San Miguel", "text": "Hasta el viernes", "pin": "0.4, 0.5"},
    "tag": {"tag": "Bacheo"},
    "locator": {"place": "Col. San Miguel, León"},
    "breaking": {"label": "Última hora", "text": "Sismo de 5.4"},
    "ticker": {"items": ("Abre la feria", "Cierra la calle Madero")},
    "footer": {"text": "Gobierno Municipal"},
    "access": {"captions": "yes", "sign_language": "yes"},
    "slate": {"title": "entrevistas/VID-20261118-WA0012.mp4", "subtitle": "bacheo"},
    "credit": {"credit": "Obras Públicas"},
    "caption": {"line1": "La Dirección de Obras Públicas", "line2": "concluyó la reparación"},
    "credits": {"title": "Créditos", "credits": tuple(f"Crédito {index}" for index in range(8))},
    "leader": {
        "values": (
            LONG,
            "2026-11-20-info-leon",
            "20 de noviembre de 2026, 07:00",
            "00:05:00;02",
            "01:00:00;00",
            "1-2 completo · 3-4 limpio · 5-6 internacional · 7-8 silencio",
            "1920×1080, 29.97 entrelazada, 16:9",
            "Canal 4",
        ),
    },
    "countdown": {"number": "8"},
    "thumbnail": {"headline": LONG},
    "cover": {"headline": LONG, "kicker": "Obras Públicas"},
}


@pytest.fixture
def examples() -> dict[str, Fields]:
    return FIELDS
