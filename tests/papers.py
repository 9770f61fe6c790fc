"""PDFs that tests write by hand: pages with lines of text and a black bar at their top."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

LETTER = (612, 792)


def write_pdf(path: Path, sizes: Sequence[tuple[int, int]] = (LETTER,), trailer: str = "") -> Path:
    """A PDF (ISO 32000-1) with a page of each of these sizes in points."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(sizes)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sizes)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, (width, height) in enumerate(sizes):
        lines = "".join(f" 0 -28 Td (Renglon {line} del oficio, hoja {number + 1}) Tj" for line in range(20))
        drawn = f"0 {height - 40} {width} 40 re f BT /F1 14 Tf 60 {height - 80} Td{lines} ET"
        box = f"/MediaBox [0 0 {width} {height}] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count, start = len(objects) + 1, len(data)
    end = f"trailer\n<< /Size {count} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n"
    path.write_bytes(data + f"xref\n0 {count}\n0000000000 65535 f \n{table}{end}".encode())
    return path


LOCKED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
    f"/O <{'5a' * 32}> /U <{'a5' * 32}> >> /ID [<{'01' * 16}> <{'01' * 16}>] "
)
"""What a trailer says of a file that only opens with a password."""
