"""The watcher as one: saves become jobs, jobs become builds, newer saves, ends and failures have their consequences."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.base.errors import MachineError
from newscast.desk.job import Ask, Ending, Lane, Said
from newscast.desk.ledger import Ledger, open_ledger
from newscast.desk.looks import look
from newscast.desk.people import open_people
from newscast.desk.wishes import wish, wishes
from newscast.episode.events import ProgressEvent
from newscast.watch import asking, foretelling, gathering, looking, pausing, under_way
from newscast.watch import watcher as module
from newscast.watch.approval.heeding import ALARM, Heed
from newscast.watch.bell import Bell
from newscast.watch.gathering import IMPATIENT, QUIET
from newscast.watch.jobs.deciding import PAUSES
from newscast.watch.looking import LOOK_EVERY
from newscast.watch.parts import Parts
from newscast.watch.pausing import LEAST_FREE
from newscast.watch.rundowns.facts import Facts
from newscast.watch.rundowns.index import Index, Look
from newscast.watch.status.now import Board
from newscast.watch.telling.teller import Teller
from newscast.watch.telling.told import Told
from newscast.watch.watcher import Watcher

FACTS = Facts(
    path="rundowns/uno.yaml",
    sha256="a" * 64,
    show="noticias",
    date="2030-01-01",
    air=None,
    ready=False,
    deliverables=("web",),
    media=(),
    borrowed=(),
    stories_of={},
    problems=(),
)


class Clock:
    """The time of both clocks, moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now


@dataclass
class Build:
    """A build as the watcher sees one; the test says how it ends."""

    request: Any
    standing: ProgressEvent | None = None
    end: Ending | None = None
    stopped: bool = False

    def ending(self) -> Ending | None:
        return self.end

    def stop(self) -> None:
        self.stopped = True


@dataclass
class World:
    """A newsroom in which only the ledger is real."""

    root: Path
    ledger: Ledger
    clock: Clock
    facts: dict[str, Facts] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    old: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    seen_by_look: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    is_gone: tuple[Path, ...] = ()
    builds: list[Build] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)

    # What the watcher takes for a notice, a settling, an index, an inbox and a builder.

    polled = False

    def start(self, request: Any = None) -> Any:
        if request is not None:
            self.builds.append(Build(request))
            return self.builds[-1]
        return None

    def stop(self) -> None: ...

    def close(self) -> None: ...

    def ready(self) -> None: ...

    def taken(self) -> set[Path]:
        found, self.touched = self.touched, set()
        return {self.root / "rundowns" / f"{name}.yaml" for name in found}

    def renew(self) -> bool:
        return True

    def look(self, _now: float) -> list[Any]:
        return []

    def idle(self) -> None: ...

    def troubles(self) -> list[str]:
        return []

    def overflowed(self) -> bool:
        return False

    def gone(self) -> tuple[Path, ...]:
        return self.is_gone

    def touch(self, path: Path, _now: float) -> None:
        self._settled = [*getattr(self, "_settled", []), path]

    def settled(self, _now: float) -> list[Path]:
        found, self._settled = getattr(self, "_settled", []), []
        return found

    def restless(self, _now: float) -> list[tuple[Path, float]]:
        return []

    def due(self) -> float | None:
        return None

    def missing(self, _episode: str) -> tuple[str, ...]:
        return self.absent

    def frozen(self, episode: str, _now: float) -> bool:
        return episode in self.old


WHOLE = """\
rundown: 1
show: info
date: 2099-11-20
deliverables: [radio]
segments: [{story: nota, headline: Una nota, parts: [{vo: Hola, voice: synth}]}]
"""


class FakeIndex:
    def __init__(self, world: World) -> None:
        self._world = world
        self.missing, self.frozen = world.missing, world.frozen

    def facts(self, episode: str) -> Facts | None:
        return self._world.facts.get(episode)

    def ready(self, episode: str) -> bool:
        return episode not in self._world.unread

    def sources(self, episode: str) -> str:
        assert self.ready(episode)
        return self._world.sources.get(episode, "s1")

    asked_for = sources

    def saved(self, paths: Any) -> set[str]:
        read, self._world.read = self._world.read, set()
        return {path.stem for path in paths} | read

    def look(self) -> Any:
        found, self._world.seen_by_look = self._world.seen_by_look, set()
        return Look(frozenset(found))

    def refused(self) -> tuple[Said, ...]:
        return ()

    def airing(self, now: float, within: float) -> list[tuple[str, float]]:
        airs = {name: facts.air for name, facts in self._world.facts.items()}
        return [(name, air) for name, air in airs.items() if air is not None and now <= air <= now + within]


class FakeHeed(Heed):
    """What people said: `wanted` finals by episode, and `settled` episodes in the order in which they were."""

    def __init__(self, world: World) -> None:
        super().__init__(world.root, world.root / "desk", world.ledger, world.told.append)
        self.wanted: dict[str, tuple[str, ...]] = {}
        self.ended = False
        self.unknown = False
        self.settled: list[str] = []

    def settle(self, episode: str) -> Any:
        self.settled.append(episode)
        if self.unknown:
            return None
        approvals = SimpleNamespace(finals_wanted=self.wanted.get(episode, ()))
        return SimpleNamespace(approvals=approvals, ended=self.ended)


class FakeInbox:
    def __init__(self, world: World) -> None:
        self.world = world

    def saved(self, _paths: Any) -> list[Path]:
        return []

    def look(self) -> list[Path]:
        return []

    def due(self) -> float | None:
        return None

    def finished(self, episode: str) -> None:
        self.world.finished.append(episode)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    clock = Clock()
    for each in (module, asking, foretelling, gathering, looking, under_way):
        monkeypatch.setattr(each, "time", clock)
    return World(tmp_path, open_ledger(tmp_path / "desk"), clock, {"uno": FACTS})


@pytest.fixture
def watcher(world: World) -> Watcher:
    return watcher_in(world)


def watcher_in(world: World, index: Any = None) -> Watcher:
    anything: Any = world
    inbox: Any = FakeInbox(world)
    heed: Any = FakeHeed(world)
    desk, teller, index = world.root / "desk", Teller(world.told.append), index or FakeIndex(world)
    things = (anything, world.ledger, index, anything, anything, inbox, anything, anything, Board(desk), heed)
    return Watcher(Parts(world.root, desk, teller, *things), Bell(), lambda *_shown: None)


def save(world: World, watcher: Watcher, sources: str = "s1", episode: str = "uno", wait: float = QUIET) -> None:
    world.sources[episode] = sources
    world.touched.add(episode)
    watcher.turn()
    world.clock.now += wait
    watcher.turn()


def kinds(world: World) -> list[str]:
    return [told.kind for told in world.told]


def test_the_draft_of_what_somebody_looks_at_on_the_page_is_built_first(world: World, watcher: Watcher) -> None:
    world.facts["uno"] = replace(FACTS, deliverables=("radio", "web", "reel"))
    with closing(open_people(world.root / "desk")) as people:
        look(people, "eva", "uno", True, 1, "reel")
    save(world, watcher)
    built = []
    while not world.ledger.jobs("done", newest=9)[2:]:
        built.append(world.builds[-1].request.deliverables)
        world.builds[-1].end = Ending(0, version=1, verdict="pass")
        watcher.turn()
    assert built == [("reel",), ("web",), ("radio",)]


def test_a_save_is_built_when_it_is_quiet(world: World, watcher: Watcher) -> None:
    world.touched.add("uno")
    watcher.turn()
    assert not world.builds
    world.clock.now += QUIET - 0.01
    watcher.turn()
    assert not world.builds
    world.clock.now += 0.01
    watcher.turn()
    (build,) = world.builds
    assert build.request.rundown == world.root / "rundowns/uno.yaml"
    assert (build.request.draft, build.request.deliverables) == (True, ("web",))
    build.end = Ending(0, version=1, verdict="pass")
    watcher.turn()
    assert [job.state for job in world.ledger.jobs()] == ["done"]
    assert kinds(world) == ["asked", "began", "done"] and world.finished == ["uno"]


def test_who_saves_all_the_time_is_not_waited_for_without_end(world: World, watcher: Watcher) -> None:
    began = world.clock.now
    while not world.builds and world.clock.now < began + 60:
        world.touched.add("uno")
        watcher.turn()
        world.clock.now += 0.5
    assert world.clock.now - began <= IMPATIENT + 1


def test_the_same_content_saved_again_does_nothing(world: World, watcher: Watcher) -> None:
    save(world, watcher)
    world.builds[0].end = Ending(0)
    watcher.turn()
    save(world, watcher)
    assert len(world.builds) == 1 and kinds(world).count("asked") == 1


def test_a_newer_save_stops_what_is_built_and_is_built_itself(world: World, watcher: Watcher) -> None:
    save(world, watcher, "s1")
    save(world, watcher, "s2")
    first, second = world.builds
    assert first.stopped and not second.stopped
    assert [(job.ask.sources, job.state) for job in world.ledger.jobs()] == [("s1", "cancelled"), ("s2", "building")]
    assert "stopped" in kinds(world)


def test_saves_without_end_let_every_third_build_end(world: World, watcher: Watcher) -> None:
    for number in range(6):
        save(world, watcher, f"s{number}")
    assert [build.stopped for build in world.builds] == [True, True, False]
    world.builds[-1].end = Ending(0)
    watcher.turn()
    watcher.turn()
    assert world.builds[-1].request.draft and world.ledger.jobs("building")[0].ask.sources == "s5"


def test_a_save_of_another_episode_lets_a_build_be(world: World, watcher: Watcher) -> None:
    world.facts["dos"] = replace(FACTS, path="rundowns/dos.yaml")
    save(world, watcher)
    save(world, watcher, episode="dos")
    assert len(world.builds) == 1 and not world.builds[0].stopped
    world.builds[0].end = Ending(3, verdict="fail")
    watcher.turn()
    watcher.turn()
    assert [build.request.rundown.stem for build in world.builds] == ["uno", "dos"]


def test_copies_are_made_after_all_else_and_put_off_for_whatever_is_saved(world: World, watcher: Watcher) -> None:
    world.facts["uno"] = replace(FACTS, deliverables=("web", "reel"), sends=True)
    world.facts["dos"] = replace(FACTS, path="rundowns/dos.yaml")
    save(world, watcher)
    for _build in range(2):
        world.builds[-1].end = Ending(0)
        watcher.turn()
    assert [build.request.deliverables for build in world.builds] == [("web",), ("reel",), ("share",)]
    copies = world.builds[-1]
    watcher.turn()
    assert not copies.stopped
    save(world, watcher, episode="dos")
    assert copies.stopped and world.builds[-1].request.rundown.stem == "dos"
    assert [(job.lane.deliverables, job.tries) for job in world.ledger.jobs("queued")] == [(("share",), 0)]
    world.builds[-1].end = Ending(0)
    watcher.turn()
    assert world.builds[-1].request.deliverables == ("share",), "it comes after that"
    assert world.builds[-1].request.arguments()[:3] == ["--draft", "--only", "share"]


def test_copies_of_two_episodes_do_not_put_each_other_off(world: World, watcher: Watcher) -> None:
    world.facts = {name: replace(FACTS, path=f"rundowns/{name}.yaml", sends=True) for name in ("uno", "dos")}
    save(world, watcher)
    save(world, watcher, episode="dos")
    for _build in range(2):
        world.builds[-1].end = Ending(0)
        watcher.turn()
    for _turn in range(3):
        watcher.turn()
    assert [build.request.deliverables for build in world.builds] == [("web",), ("web",), ("share",)]
    assert not world.builds[-1].stopped


def test_what_is_being_saved_is_not_begun(world: World, watcher: Watcher) -> None:
    save(world, watcher, "s1")
    world.builds[0].end = Ending(74)
    watcher.turn()
    world.clock.now += PAUSES[0]
    world.touched.add("uno")
    watcher.turn()
    assert len(world.builds) == 1
    world.sources["uno"] = "s2"
    world.clock.now += QUIET
    watcher.turn()
    assert len(world.builds) == 2 and world.ledger.jobs("building")[0].ask.sources == "s2"


def test_a_failing_machine_is_tried_again_later(world: World, watcher: Watcher) -> None:
    save(world, watcher)
    world.builds[0].end = Ending(74, "No hay espacio.")
    watcher.turn()
    assert kinds(world)[-1] == "again" and len(world.builds) == 1
    world.clock.now += PAUSES[0] + 0.1
    watcher.turn()
    world.builds[1].end = Ending(0)
    watcher.turn()
    assert kinds(world)[-1] == "done"


def test_the_same_ffmpeg_failure_twice_is_told_as_a_failure(world: World, watcher: Watcher) -> None:
    save(world, watcher)
    world.builds[0].end = Ending(74, failure="ffmpeg: x")
    watcher.turn()
    world.clock.now += PAUSES[0] + 0.1
    watcher.turn()
    world.builds[1].end = Ending(74, failure="ffmpeg: x")
    watcher.turn()
    assert [job.state for job in world.ledger.jobs()] == ["failed"] and kinds(world)[-1] == "failed"


def test_a_final_waits_for_its_media_while_its_draft_does_not(world: World, watcher: Watcher) -> None:
    world.facts["uno"] = replace(FACTS, ready=True, media=("voz.wav",), stories_of={"voz.wav": ("bacheo",)})
    world.absent = ("voz.wav",)
    save(world, watcher)
    assert [build.request.draft for build in world.builds] == [True]
    assert [job.state for job in world.ledger.jobs()] == ["building", "waiting"]
    world.builds[0].end = Ending(0)
    world.absent = ()
    save(world, watcher, "s2")
    world.builds[1].end = Ending(0)
    watcher.turn()
    watcher.turn()
    assert [build.request.draft for build in world.builds] == [True, True, False]
    assert not world.ledger.jobs("waiting")


def test_shortly_before_air_a_story_that_keeps_a_final_waiting_is_offered_to_be_left_out(
    world: World, watcher: Watcher
) -> None:
    air = world.clock.now + 1000
    world.facts["uno"] = replace(FACTS, ready=True, air=air, stories_of={"voz.wav": ("bacheo",)})
    world.absent = ("voz.wav",)
    save(world, watcher)
    assert "offer" not in kinds(world)
    world.clock.now = air - 899
    watcher.turn()
    watcher.turn()
    (offer,) = [told for told in world.told if told.kind == "offer"]
    assert offer.stories == ("bacheo",)


def test_two_finals_that_wait_for_one_medium_each_offer_their_own_story(world: World, watcher: Watcher) -> None:
    ready = replace(FACTS, ready=True, air=world.clock.now + 100)
    world.facts["uno"] = replace(ready, stories_of={"voz.wav": ("bacheo",)})
    world.facts["dos"] = replace(ready, path="rundowns/dos.yaml", stories_of={"voz.wav": ("feria",)})
    world.absent = ("voz.wav",)
    save(world, watcher)
    save(world, watcher, episode="dos")
    offered = {told.episode: told.stories for told in world.told if told.kind == "offer"}
    assert offered == {"uno": ("bacheo",), "dos": ("feria",)}


def test_what_will_not_make_its_air_is_told_while_there_is_time(world: World, watcher: Watcher) -> None:
    world.facts["uno"] = replace(FACTS, air=world.clock.now + 30)
    save(world, watcher)
    world.builds[0].standing = ProgressEvent(0.1, 20.0, "…")
    watcher.turn()
    assert "late" not in kinds(world)
    world.builds[0].standing = ProgressEvent(0.2, 40.0, "…")
    watcher.turn()
    watcher.turn()
    assert kinds(world).count("late") == 1


def test_old_episodes_are_left_as_they_are_and_that_is_said_once(world: World, watcher: Watcher) -> None:
    world.old.add("uno")
    save(world, watcher)
    save(world, watcher)
    assert not world.builds and kinds(world) == ["frozen"]


def test_a_lost_event_is_only_late(world: World, watcher: Watcher) -> None:
    watcher.turn()
    world.seen_by_look = {"uno"}
    watcher.turn()
    assert not world.builds
    world.clock.now += LOOK_EVERY
    watcher.turn()
    world.clock.now += QUIET
    watcher.turn()
    assert len(world.builds) == 1


def test_what_names_a_big_medium_is_asked_for_when_that_was_read(world: World, watcher: Watcher) -> None:
    save(world, watcher, "s1")
    world.unread = {"uno"}
    save(world, watcher, "s2")
    assert len(world.builds) == 1 and not world.builds[0].stopped
    world.unread, world.read = set(), {"uno"}
    watcher.turn()
    world.clock.now += QUIET
    watcher.turn()
    assert world.builds[0].stopped and len(world.builds) == 2


def test_what_the_disk_refused_to_note_is_asked_for_again(
    world: World, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_ask: Any) -> Any:
        raise MachineError("full")

    with monkeypatch.context() as full:
        full.setattr(world.ledger, "ask", refuse)
        with pytest.raises(MachineError):
            save(world, watcher)
    assert not world.ledger.jobs()
    watcher.turn()
    assert [job.state for job in world.ledger.jobs()] == ["building"]


def test_a_share_that_is_gone_is_a_pause(world: World, watcher: Watcher) -> None:
    world.is_gone = (world.root,)
    save(world, watcher)
    assert not world.builds and kinds(world) == ["paused"]
    world.is_gone = ()
    world.seen_by_look = {"uno"}
    watcher.turn()
    world.clock.now += QUIET
    watcher.turn()
    assert len(world.builds) == 1 and "resumed" in kinds(world)


def test_a_full_disk_pauses_building_but_not_watching(
    world: World, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [LEAST_FREE - 1]
    monkeypatch.setattr(pausing.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": free[0]})())
    save(world, watcher)
    assert not world.builds and kinds(world) == ["paused", "asked"]
    free[0] = LEAST_FREE
    watcher.turn()
    assert len(world.builds) == 1


def test_what_was_being_built_when_a_watcher_died_is_built_again(world: World, watcher: Watcher) -> None:
    save(world, watcher)
    assert world.ledger.jobs("building")
    after = watcher_in(world)
    after.end()
    after.run()
    (job,) = world.ledger.jobs()
    assert (job.state, job.tries) == ("queued", 0)


def test_a_rundown_with_mistakes_fails_without_being_built_until_it_is_mended(world: World, watcher: Watcher) -> None:
    wrong = Said("error", "key-unknown", "No hay tal clave.", "Escriba otra.")
    world.facts["uno"] = replace(FACTS, deliverables=("web", "reel"), problems=(wrong,))
    save(world, watcher)
    (job,) = world.ledger.jobs()
    assert not world.builds and job.state == "failed" and job.ending and job.ending.problems == (wrong,)
    assert job.ending.reason == "No hay tal clave. Escriba otra."
    world.facts["uno"] = replace(FACTS, deliverables=("web", "reel"))
    save(world, watcher, "s2")
    assert [job.state for job in world.ledger.jobs()] == ["failed", "building", "queued"]


def test_half_a_save_that_was_read_does_not_stand_for_the_whole(world: World) -> None:
    watcher = watcher_in(world, Index(world.root, world.ledger, lambda: world.clock.now))
    rundown = world.root / "rundowns/uno.yaml"
    for path, text in (
        ("assets/newsroom.yaml", "newsroom: 1\n"),
        ("assets/shows/info/show.yaml", "show: 1\nname: INFO\n"),
    ):
        (world.root / path).parent.mkdir(parents=True)
        (world.root / path).write_text(text, encoding="utf-8")
    rundown.parent.mkdir()
    rundown.write_text("", encoding="utf-8")
    world.touched.add("uno")
    watcher.turn()
    rundown.write_text(WHOLE, encoding="utf-8")
    world.clock.now += QUIET
    watcher.turn()
    assert not world.ledger.jobs() and not world.builds, "the rest is there, and was not read"
    save(world, watcher)
    assert [(job.state, job.ending) for job in world.ledger.jobs()] == [("building", None)]


def test_a_save_of_one_episode_does_not_keep_another_from_being_built(world: World, watcher: Watcher) -> None:
    world.facts["dos"] = replace(FACTS, path="rundowns/dos.yaml")
    save(world, watcher)
    save(world, watcher, episode="dos")
    world.touched.add("dos")
    world.builds[0].end = Ending(0)
    world.facts["tres"] = replace(FACTS, path="rundowns/tres.yaml")
    world.ledger.ask(Ask(Lane("tres", True, ("web",)), "rundowns/tres.yaml", "s1"))
    watcher.turn()
    watcher.turn()
    assert [build.request.rundown.stem for build in world.builds] == ["uno", "tres"]


def test_what_is_wrong_with_a_rundown_is_told_at_once_and_when_it_is_mended(world: World, watcher: Watcher) -> None:
    wrong = Said("error", "key-unknown", "No hay tal clave.")
    world.facts["uno"] = replace(FACTS, problems=(wrong,))
    world.touched.add("uno")
    watcher.turn()
    assert [(told.kind, told.problems) for told in world.told] == [("problems", (wrong,))]
    world.facts["uno"] = FACTS
    world.touched.add("uno")
    watcher.turn()
    assert [(told.kind, told.problems) for told in world.told][-1] == ("problems", ())


def test_a_warning_is_told_once_and_a_mistake_at_every_save(world: World, watcher: Watcher) -> None:
    """Of a kit that is copied anew every file is a save of each of its episodes."""
    mistake = Said("error", "key-unknown", "No hay tal clave.")
    for said, times in ((replace(mistake, level="warning"), 1), (mistake, 3)):
        world.facts["uno"] = replace(FACTS, problems=(said,))
        world.told.clear()
        for number in range(3):
            save(world, watcher, f"s{number}{times}")
        assert [told.problems for told in world.told if told.kind == "problems"] == [(said,)] * times


def lanes(world: World) -> list[tuple[bool, tuple[str, ...], str]]:
    return [(job.lane.draft, job.lane.deliverables, job.state) for job in world.ledger.jobs()]


def test_what_people_approved_is_made_without_a_save(world: World, watcher: Watcher) -> None:
    save(world, watcher)
    world.builds[-1].end = Ending(0, version=1, verdict="pass")
    watcher.turn()
    heed: Any = watcher.parts.heed
    heed.wanted["uno"] = ("web", "reel")
    wish(world.ledger, "uno", "ana")
    watcher.turn()
    world.clock.now += QUIET
    watcher.turn()
    assert lanes(world) == [
        (True, ("web",), "done"),
        (False, ("web",), "building"),
        (False, ("reel",), "queued"),
    ]
    assert {job.ask.by for job in world.ledger.jobs() if not job.lane.draft} == {"approval"}
    assert wishes(world.ledger) == []


def test_where_it_is_not_known_what_people_approved_nothing_wanted_is_taken_back(
    world: World, watcher: Watcher
) -> None:
    """And it is looked at again with everything else, not at once again and again."""
    save(world, watcher)
    heed: Any = watcher.parts.heed
    heed.wanted["uno"] = ("web",)
    wish(world.ledger, "uno", "ana")
    heed.unknown = True
    watcher.turn()
    world.clock.now += QUIET
    watcher.turn()
    tried = len(heed.settled)
    for _turn in range(5):
        world.clock.now += QUIET
        watcher.turn()
    assert len(heed.settled) == tried and [each.episode for each in wishes(world.ledger)] == ["uno"]
    heed.unknown = False
    world.clock.now += LOOK_EVERY
    watcher.turn()
    world.clock.now += QUIET
    watcher.turn()
    assert wishes(world.ledger) == [] and (False, ("web",)) in [each[:2] for each in lanes(world)]


def test_a_wish_is_heard_while_nothing_happens(world: World, watcher: Watcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody wakes the watcher: whoever wishes is another process."""
    wish(world.ledger, "uno", "ana")
    monkeypatch.setattr(module, "_WISHED", 0.01)
    watcher._rest(3600.0)
    watcher.turn()
    world.clock.now += QUIET
    watcher.turn()
    assert wishes(world.ledger) == [] and lanes(world)[0][:2] == (True, ("web",))


def test_a_draft_that_changes_what_was_approved_takes_its_final_back(world: World, watcher: Watcher) -> None:
    heed: Any = watcher.parts.heed
    heed.wanted["uno"] = ("web",)
    save(world, watcher)
    assert [each[:2] for each in lanes(world)] == [(True, ("web",)), (False, ("web",))]
    heed.wanted, heed.ended = {}, True
    world.builds[-1].end = Ending(0, version=2, verdict="pass")
    watcher.turn()
    heed.ended = False
    world.clock.now += QUIET
    watcher.turn()
    assert [job.state for job in world.ledger.jobs() if not job.lane.draft] == ["cancelled"]


def test_a_final_that_the_rundown_asks_for_is_asked_for_once(world: World, watcher: Watcher) -> None:
    world.facts["uno"] = replace(FACTS, ready=True)
    heed: Any = watcher.parts.heed
    heed.wanted["uno"] = ("web",)
    save(world, watcher)
    assert [each[:2] for each in lanes(world)] == [(True, ("web",)), (False, ())]


def test_of_the_past_only_what_was_approved_is_made(world: World, watcher: Watcher) -> None:
    world.old.add("uno")
    heed: Any = watcher.parts.heed
    heed.wanted["uno"] = ("web",)
    save(world, watcher)
    assert lanes(world) == []
    wish(world.ledger, "uno", "ana")
    watcher.turn()
    world.clock.now += QUIET
    watcher.turn()
    assert [each[:2] for each in lanes(world)] == [(False, ("web",))] and wishes(world.ledger) == []


def test_what_nobody_approved_is_looked_at_shortly_before_air(
    world: World, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    air = world.clock.now + ALARM + 60
    world.facts["uno"] = replace(FACTS, air=air)
    monkeypatch.setattr(Heed, "_lacking", lambda *_given: ("web",))
    watcher.turn()
    assert "unapproved" not in kinds(world)
    world.clock.now += 90
    watcher.turn()
    world.clock.now += 90
    watcher.turn()
    told = [each for each in world.told if each.kind == "unapproved"]
    assert [(each.episode, each.when, each.deliverables) for each in told] == [("uno", air, ("web",))]


def test_a_final_that_failed_is_built_again_when_somebody_answered_what_it_failed_for(
    world: World, watcher: Watcher
) -> None:
    """The rundown stays as it is: a director signed an exception, which only the desk knows."""
    heed: Any = watcher.parts.heed
    heed.wanted["uno"] = ("web",)
    save(world, watcher)
    for end in (Ending(0, version=1, verdict="pass"), Ending(1)):
        world.builds[-1].end = end
        for _turn in range(3):
            watcher.turn()
            world.clock.now += QUIET
    assert [job.state for job in world.ledger.jobs() if not job.lane.draft] == ["failed"]
    world.ledger.forgive("uno")
    wish(world.ledger, "uno", "eva")
    watcher.turn()
    world.clock.now += QUIET
    watcher.turn()
    assert [job.state for job in world.ledger.jobs() if not job.lane.draft] == ["building"]
