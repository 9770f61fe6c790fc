"""Language tags (BCP 47): which ones there are, and what they are called where tags are not understood."""

from __future__ import annotations

import re

_TWO_AND_THREE = """
aa aar ab abk ae ave af afr ak aka am amh an arg ar ara as asm av ava ay aym az aze ba bak be bel bg bul bi bis bm bam
bn ben bo bod br bre bs bos ca cat ce che ch cha co cos cr cre cs ces cu chu cv chv cy cym da dan de deu dv div dz dzo
ee ewe el ell en eng eo epo es spa et est eu eus fa fas ff ful fi fin fj fij fo fao fr fra fy fry ga gle gd gla gl glg
gn grn gu guj gv glv ha hau he heb hi hin ho hmo hr hrv ht hat hu hun hy hye hz her ia ina id ind ie ile ig ibo ii iii
ik ipk io ido is isl it ita iu iku ja jpn jv jav ka kat kg kon ki kik kj kua kk kaz kl kal km khm kn kan ko kor kr kau
ks kas ku kur kv kom kw cor ky kir la lat lb ltz lg lug li lim ln lin lo lao lt lit lu lub lv lav mg mlg mh mah mi mri
mk mkd ml mal mn mon mr mar ms msa mt mlt my mya na nau nb nob nd nde ne nep ng ndo nl nld nn nno no nor nr nbl nv nav
ny nya oc oci oj oji om orm or ori os oss pa pan pi pli pl pol ps pus pt por qu que rm roh rn run ro ron ru rus rw kin
sa san sc srd sd snd se sme sg sag si sin sk slk sl slv sm smo sn sna so som sq sqi sr srp ss ssw st sot su sun sv swe
sw swa ta tam te tel tg tgk th tha ti tir tk tuk tl tgl tn tsn to ton tr tur ts tso tt tat tw twi ty tah ug uig uk ukr
ur urd uz uzb ve ven vi vie vo vol wa wln wo wol xh xho yi yid yo yor za zha zh zho zu zul
"""
"""ISO 639-1, each code with its ISO 639-2/T."""
_THREE_ALONE = """
nah nhe nch yua tzo tzh toj ctu zap mix maz pua tsz ote oto hch crn tar hus top yaq mfy sei kic mam lac fil ase mfs
"""
"""Codes without two letters (ISO 639-2 and 639-3) of languages of Mexico, among them its sign language, and of others
that newsrooms have met."""

_PAIRS = iter(_TWO_AND_THREE.split())
THREE: dict[str, str] = {**dict(zip(_PAIRS, _PAIRS, strict=True)), **{code: code for code in _THREE_ALONE.split()}}
"""ISO 639-2/T or 639-3 by what language tags begin with."""
_TAG = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")


def is_tag(text: str) -> bool:
    """Whether a text is a language, with a script and a region if there are: `en`, `es-MX`, `es-419`, `zh-Hant-TW`."""
    found = _TAG.fullmatch(text)
    return bool(found and found[1] in THREE)


def as_tag(text: str) -> str | None:
    """The tag that is meant by one in other capitals or with an underscore; None where it is none."""
    parts = re.split(r"[-_]", text.strip())
    spelled = [parts[0].lower(), *(part.title() if len(part) == 4 else part.upper() for part in parts[1:])]
    tag = "-".join(spelled)
    return tag if is_tag(tag) else None


def three_letters(tag: str) -> str:
    """The code of three letters that MP4 and other containers name a language by; `und` where there is none."""
    return THREE.get(primary(tag), "und")


def is_right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left: by its script, else as it mostly is."""
    script = next((part for part in tag.split("-")[1:] if len(part) == 4), "")
    return script in ("Arab", "Hebr") if script else primary(tag) in _FROM_THE_RIGHT


_FROM_THE_RIGHT = (
    "ar",
    "ara",
    "fa",
    "fas",
    "he",
    "heb",
    "ps",
    "pus",
    "sd",
    "snd",
    "ug",
    "uig",
    "ur",
    "urd",
    "yi",
    "yid",
)


def primary(tag: str) -> str:
    """The language of a tag without its script and region."""
    return tag.partition("-")[0].lower()


def is_within(tag: str, other: str) -> bool:
    """Whether both are one language: the same tag, or one of them says nothing of where it is spoken."""
    return tag == other or (primary(tag) == primary(other) and primary(tag) in (tag, other))
