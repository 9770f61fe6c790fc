"""What is said in the opener, and the moods of the built-in music."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from placing_making import VOICE, context_of, placing, ten_seconds

from newscast.build.mixing import _beds
from newscast.rundown.model import Open, Read, Sting, Story
from newscast.show.ends import Ident
from newscast.show.load import _filled_in
from newscast.show.model import Show
from newscast.show.music import Bed, StingMusic
from newscast.show.office import Newsroom
from newscast.show.suspension import as_suspended
from newscast.sound.version import version_of
from newscast.timeline.form import BROADCAST, FEED, SOUND_ONLY, Form
from newscast.timeline.heard import Take, TakeInfo
from newscast.timeline.model import PlacedSegment
from newscast.timeline.place import Placing
from newscast.timeline.recitals import all_recitals
from newscast.timeline.seen import GraphicShot

SECOND = 48_000
WORDS = "INFO LEÓN, las noticias."


def opened(seconds: float, form: Form = BROADCAST, ident: Any = None, **show: Any) -> Placing:
    """A show's opener with words that take so long, and a story after it."""
    said = ident or Ident(copy_=WORDS, voice=VOICE)
    story = Story(slug="uno", headline="Uno", parts=(Read(copy_="Buenos días.", voice="synth"),))
    segments = (Open(name="main", slug="open"), story)
    takes = [take for each in all_recitals(context_of(*segments, form=form, ident=said, **show)) for take in each.takes]
    known = {take: TakeInfo(int(seconds * SECOND), ten_seconds().speech[:0]) for take in takes if take.file == VOICE}
    return placing(*segments, form=form, ident=said, infos=known, **show)


def words_of(segment: PlacedSegment) -> tuple[float, float]:
    """When they begin, and when they end, in seconds."""
    sound = next(each for each in segment.sounds if each.take.chain == "voice")
    return sound.start / SECOND, (sound.start + sound.samples) / SECOND


def test_on_radio_it_is_said_where_the_music_leaves_a_bar_for_it() -> None:
    timeline = opened(2.0, SOUND_ONLY).timeline
    segment = timeline.segments[0]
    assert words_of(segment) == pytest.approx((2.5, 4.5), abs=0.01)
    assert 8 <= segment.frames / timeline.rate <= 10
    assert [each.text for each in segment.utterances] == [WORDS]


def test_the_day_begins_its_line_with_a_capital() -> None:
    """It stands alone there; inside a text, as of a post, days have small letters in Spanish."""
    shown = opened(2.0).timeline.segments[0].shots[0].picture
    assert isinstance(shown, GraphicShot)
    assert dict(shown.fields)["date"][:1].isupper()


def test_nobody_wrote_it_in_the_rundown() -> None:
    places = opened(2.0).places[0]
    assert places.sounds == (None, None)
    assert places.utterances == (None,)


def test_on_tv_it_ends_as_the_last_chord_comes() -> None:
    segment = opened(2.0).timeline.segments[0]
    assert words_of(segment) == pytest.approx((4.4, 6.4), abs=0.05)


@pytest.mark.parametrize("form", [BROADCAST, SOUND_ONLY])
def test_long_words_make_the_opener_longer_and_are_not_cut(form: Form) -> None:
    short, long = opened(2.0, form).timeline, opened(9.0, form)
    begin, end = words_of(long.timeline.segments[0])
    assert long.timeline.segments[0].frames > short.segments[0].frames
    assert end - begin == pytest.approx(9.0)
    assert end < long.timeline.segments[0].frames / long.timeline.rate
    music = next(each for each in long.timeline.segments[0].sounds if each.take.chain == "music")
    assert music.samples > end * SECOND + SECOND


def test_the_kit_may_say_when() -> None:
    at = Ident.model_validate({"copy": WORDS, "voice": VOICE, "at": "1.5s"})
    assert words_of(opened(2.0, ident=at).timeline.segments[0])[0] == pytest.approx(1.5, abs=0.02)


def test_two_seconds_are_no_time_for_words() -> None:
    segment = opened(2.0, FEED).timeline.segments[0]
    assert {each.take.chain for each in segment.sounds} == {"music"}


def test_without_a_recording_a_synthetic_voice_says_it() -> None:
    segment = opened(2.0, ident=Ident(copy_=WORDS)).timeline.segments[0]
    assert [each.take.text for each in segment.sounds if each.take.chain == "voice"] == ["info león, las noticias."]


def test_other_words_are_another_part() -> None:
    def digest(said: Any) -> str:
        return opened(2.0, ident=said).timeline.segments[0].parts[0].digest

    assert digest(Ident(copy_="Otra cosa.")) != digest(Ident(copy_=WORDS))


def test_it_is_the_presenters_voice_in_versions_of_the_sound() -> None:
    timeline = opened(2.0).timeline
    chains = {
        version: {each.take.chain for each in version_of(timeline, version).segments[0].sounds}
        for version in ("clean", "international")
    }
    assert chains == {"clean": {"voice"}, "international": {"music"}}


def test_a_newsrooms_ident_is_that_of_kits_without_one_and_a_suspension_silences_it() -> None:
    office, own = Ident(copy_="La oficina."), Ident(copy_=WORDS)
    bare, named = Show(show=1, name="Demo"), Show(show=1, name="Demo", ident=own)
    filled = [_filled_in(show, Path("/n"), Newsroom(ident=office)).ident for show in (bare, named)]
    assert filled == [office, own]
    assert as_suspended(named).ident is None


def test_a_mood_is_the_kits_unless_a_bed_or_sting_says_another() -> None:
    def music(mood: str, sting: str) -> set[str]:
        timeline = placing(Open(name="main", slug="open"), Sting(name=sting, slug="sting"), mood=mood).timeline
        return {each.take.music for segment in timeline.segments for each in segment.sounds}

    assert music("news", "main") == {"opener", "sting"}
    assert music("calm", "main") == {"calm/opener", "calm/sting"}
    assert music("calm", "urgent") == {"calm/opener", "urgent/sting"}


def test_a_bed_of_the_kit_comes_before_the_mood_of_its_name() -> None:
    own = Path("/n/cultura.wav")
    beds = _beds(Show(show=1, name="Demo", mood="culture", beds={"urgent": Bed(file=own)}))
    assert beds["urgent"] == Take("music", own)
    assert [beds[name].music for name in ("main", "headlines", "calm", "news")] == [
        "culture/bed", "culture/headlines-bed", "calm/bed", "bed",
    ]  # fmt: skip
    stung = placing(Sting(name="urgent", slug="sting"), stings={"urgent": StingMusic(file=VOICE)}).timeline
    assert [each.take.file for each in stung.segments[0].sounds] == [VOICE]
