"""Playlists of one film that plays again and again: an asset of Anthias, a layout of Xibo."""

from __future__ import annotations

import datetime
import json
import xml.etree.ElementTree as ET
from urllib.parse import quote

from newscast.base.zones import seconds_of, zone_of
from newscast.deliverables.cut import Cut

_IN_ADDRESS = ":/?#[]@!$&()*+,;=%~"
"""What means something in an address, and stays; Anthias makes five signs of an apostrophe."""


def anthias_asset(cut: Cut) -> bytes:
    """What Anthias takes at `POST /api/v2/assets` (its CreateAssetSerializerV2): JSON, days in UTC.

    A playlist there is all assets that are active, in `play_order`; one alone repeats without a break. `ext` is for a
    file that lies on the player already.
    """
    first = cut.rundown.air or datetime.datetime.combine(cut.rundown.date, datetime.time())
    asset = {
        "name": cut.rundown.title,
        "uri": _address(cut),
        "ext": ".mp4",
        "mimetype": "video",
        "start_date": _utc(first, cut),
        "end_date": _utc(first + datetime.timedelta(days=cut.show.screens.days), cut),
        # A film lasts as long as it is found to: another number is refused.
        "duration": 0,
        "is_enabled": True,
        "nocache": False,
        "play_order": 0,
        "skip_asset_check": False,
    }
    return (json.dumps(asset, ensure_ascii=False, indent=2) + "\n").encode()


def xibo_layout(cut: Cut) -> bytes:
    """A layout in Xibo's format (XLF, schema 3): one region of the whole screen with one muted film that repeats."""
    size = {"width": str(cut.full_size.width), "height": str(cut.full_size.height)}
    layout = ET.Element("layout", {"schemaVersion": "3", **size, "bgcolor": "#000000"})
    region = ET.SubElement(layout, "region", {"id": "1", **size, "top": "0", "left": "0", "zindex": "1"})
    # Without a duration a film plays to its last frame; in whole seconds it would begin again and be cut off.
    kind = {"id": "1", "type": "localvideo", "render": "native", "duration": "0", "useDuration": "0"}
    options = ET.SubElement(ET.SubElement(region, "media", kind), "options")
    for name, value in (("uri", _address(cut)), ("loop", "1"), ("mute", "1")):
        ET.SubElement(options, name).text = value
    ET.SubElement(ET.SubElement(region, "options"), "loop").text = "1"
    ET.SubElement(ET.SubElement(layout, "tags"), "tag").text = cut.rundown.show
    ET.indent(layout)
    written: bytes = ET.tostring(layout, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _address(cut: Cut) -> str:
    """Where the player finds the film; its name alone where the kit does not say. On the web, blanks and letters beyond
    ASCII are written with % (RFC 3986, 2.1); in a folder names stay as they are."""
    folder, name = cut.show.screens.address.rstrip("/"), f"{cut.stem}.mp4"
    if "://" in folder:
        return f"{quote(folder, safe=_IN_ADDRESS)}/{quote(name)}"
    return f"{folder}/{name}" if folder else name


def _utc(moment: datetime.datetime, cut: Cut) -> str:
    seconds = seconds_of(moment, zone_of(cut.show.timezone))
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
