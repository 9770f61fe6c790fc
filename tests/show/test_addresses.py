"""Addresses that people and players are led to: what leads nowhere is refused, what is written stays as it is."""

from __future__ import annotations

import pytest

from newscast.show.addresses import check_link, check_player_folder, leads_somewhere

PAGES = ["https://leon.example", "http://leon.example:8080/feria?a=1#b", "leon.gob.mx", "www.leon.example/niñez"]
NO_PAGES = [
    "visítenos",
    "@leon",
    "https//leon.example",
    "https://leon",
    "leon.example/mi página",
    "ftp://a.example",
    ".",
]
OTHERS = ["tel:+524777880000", "mailto:prensa@leon.example", "WIFI:S:Sala;T:nopass;;"]
FOLDERS = ["", "/mnt/pantallas dos", "C:\\pantallas", "\\\\sala\\videos", "~/videos", "videos", "./videos"]
AIRED = ["https://leon.example/pantallas dos/ñ", "http://10.0.0.7:8000"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_or_the_name_of_a_site_stays_as_written(page: str) -> None:
    assert check_link(page) == page and leads_somewhere(page)


@pytest.mark.parametrize("text", NO_PAGES)
def test_what_is_no_page_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        check_link(text)
    assert not leads_somewhere(text)


@pytest.mark.parametrize("address", OTHERS)
def test_a_code_may_hold_what_telephones_open_otherwise(address: str) -> None:
    assert leads_somewhere(address)


@pytest.mark.parametrize("folder", [*FOLDERS, *AIRED])
def test_players_find_files_in_a_folder_or_on_the_web(folder: str) -> None:
    assert check_player_folder(folder) == folder


@pytest.mark.parametrize("text", ["leon.example/pantallas", "https:/leon.example", "htps://leon.example"])
def test_half_an_address_is_no_folder(text: str) -> None:
    with pytest.raises(ValueError):
        check_player_folder(text)


@pytest.mark.parametrize("text", ["https://nube.example/s?id=7", "https://leon.example/pantallas#hoy"])
def test_an_address_of_a_folder_has_no_end_that_names_of_files_would_become_part_of(text: str) -> None:
    with pytest.raises(ValueError, match="Names of files are put behind it"):
        check_player_folder(text)


def test_nothing_is_no_link() -> None:
    assert check_link("") == "" and not leads_somewhere("")
