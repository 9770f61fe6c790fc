"""How long a text is as those count it who take it: in characters, in bytes, or as X does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

X_LINK = 23
"""Characters that X counts for a link, however long it is."""
_LIGHT = (range(0x1100), range(0x2000, 0x200E), range(0x2010, 0x2020), range(0x2032, 0x2038))
_WORLDWIDE = "com org net edu gov mil int info biz name pro app dev news city online site store live media radio"
_COUNTRIES = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd "
    "cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge "
    "gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh "
    "ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw "
    "mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb "
    "sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk "
    "us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
_ENDINGS = "|".join((*_COUNTRIES.split(), *_WORLDWIDE.split()))
_LINK = re.compile(
    r"https?://[^\s<>\"“”«»]+"
    # What looks like the name of a site is made a link as well.
    rf"|(?<![\w@$#./-])(?:(?:[^\W_]|-)+\.)+(?:{_ENDINGS})(?![\w@-])(?:/[^\s<>\"“”«»]*)?",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[.,;:!?…'\")\]}]+$")
"""What ends a sentence and no link."""
_PERSON = "[\U0001f3fb-\U0001f3ff]"
_SIGN = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_EMOJI = re.compile(
    # Two letters are a flag; a digit in a key; England, Scotland and Wales; and several joined to one.
    "[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f\u20e3|\U0001f3f4[\U000e0061-\U000e007f]+"
    f"|{_SIGN}(?:\ufe0f|{_PERSON})(?:\u200d{_SIGN}(?:\ufe0f|{_PERSON})?)*|{_SIGN}(?:\u200d{_SIGN}(?:\ufe0f|{_PERSON})?)+"
)


def characters(text: str) -> int:
    """Characters as TikTok says that it counts them, and browsers do: units of UTF-16, of which an emoji has two or
    more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def size(text: str) -> int:
    """Bytes of UTF-8: YouTube's limit of descriptions, of which an accented letter has two."""
    return len(text.encode("utf-8", "surrogatepass"))


def x_length(text: str) -> int:
    """Characters as X counts them: 23 for each link and each name of a site, two for an emoji, whatever it is made of,
    and for signs beyond the usual ranges, such as Chinese (twitter-text, configuration 3)."""
    rest, links = _LINK.subn(_after_link, unicodedata.normalize("NFC", text))
    rest, emoji = _EMOJI.subn("", rest)
    return links * X_LINK + 2 * emoji + sum(1 if any(ord(sign) in each for each in _LIGHT) else 2 for sign in rest)


def _after_link(found: re.Match[str]) -> str:
    """What of a link's letters is none of it."""
    ending = _AFTER.search(found[0])
    return ending[0] if ending else ""


COUNTED: Mapping[str, Callable[[str], int]] = {"characters": characters, "bytes": size, "x": x_length}
"""How a text may be counted, by the names that templates of posts say."""
