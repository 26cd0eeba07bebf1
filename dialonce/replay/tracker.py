"""Follows all members of all sessions of a log, line by line; what is impossible is handed on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor, inf
from typing import NamedTuple

from dialonce.judge.observation import TIME
from dialonce.replay.damage import Skipped
from dialonce.replay.line import GAP, SKIPPED, Line, Name
from dialonce.replay.place import Place, Places
from dialonce.replay.session import Bucket, Session

TICKS_MAX = 100_000  # between two lines; where there are more, anything may have happened
UNSEEN, SINGLE, GROUPED = 0, 1, 2


class Impossible(NamedTuple):
    """A line that cannot be: its number, the event, whose it is, and where that was before it.

    `others`: to how many more members it cannot happen. A `member` of None is the session itself.
    `done`: the member was finished before.
    """

    number: int
    event: str
    session: Name
    member: Name
    place: Place
    since: int
    others: int = 0
    done: bool = False


class Tracker:
    """Where every member of every session may be. Errors: UndecidedError, UsageError.

    A line without a session is of no named session where it has a member, and otherwise concerns
    all sessions, those that begin later, too.
    """

    def __init__(
        self, places: Places, kinds: dict[str, int], skipped: Skipped,
        found: Callable[[Impossible], None], *, timed: Callable[[], Places] | None = None,
        tick_seconds: float | None = None, remember: int, partial: bool = False,
    ):  # fmt: skip
        self.places, self.kinds, self.skipped, self.found = places, kinds, skipped, found
        self.timed, self.tick_seconds, self.remember = timed, tick_seconds, remember
        start = places.gap(places.start) if partial else places.start
        until = inf if tick_seconds is None else -inf
        general = Session(None, start, 1, remember, until)
        self.sessions: dict[Name, Session | None] = {None: general}
        self.left_out = self.gaps = 0
        self.closed: list[int] = []  # the members of each session that is judged no more

    def follow(self, numbers: Sequence[int], lines: Sequence[Line]) -> None:
        """Take in lines with their numbers."""
        kinds, sessions = self.kinds, self.sessions
        for number, line in zip(numbers, lines, strict=True):
            event = line.event
            kind = kinds.get(event)
            if kind != GROUPED:
                if kind == SINGLE:
                    self._single(number, line)
                else:
                    self._other(number, line)
                continue
            session = sessions.get(line.session) or self._session(number, line.session)
            if session is None:
                continue
            t = line.t
            if t is not None:
                if session.t <= t < session.until:
                    session.t = t
                elif not self._time(session, number, t):
                    continue
            member = line.member
            bucket = session.members.get(member)
            if bucket is None:
                bucket = self._join(session, number, line)
                if bucket is None:
                    continue
            if bucket.parent is not None:
                bucket = session.members[member] = bucket.root()
            place = bucket.place
            own = place.own
            after = own[event] if event in own else self.places.own(place, event)
            if after is None:
                session.lose(member, bucket)
                self.found(Impossible(number, event, session.name, member, place, session.since))
            elif after is not place:
                session.move(member, bucket, after)

    def _session(self, number: int, name: Name) -> Session | None:
        """The session of that name, perhaps a new one; None where it is judged no more."""
        if name in self.sessions:
            return self.sessions[name]
        general = self.sessions[None]
        if general is None:
            return None
        session = Session(name, general.fresh.place, number, self.remember)
        session.t, session.ticks, session.until = general.t, general.ticks, general.until
        self.sessions[name] = session
        return session

    def _join(self, session: Session, number: int, line: Line) -> Bucket | None:
        """The bucket of a member that has none yet; None where it is judged no more."""
        name = line.member
        if name is None:
            self.left_out += 1
            self.skipped.count(f"{line.event} without a member", number)
            return None
        if session.broken and name in session.broken:
            return None
        if name in session.finished:
            session.broken.add(name)
            place = session.fresh.place
            self.found(Impossible(number, line.event, session.name, name, place, session.since,
                                  done=True))  # fmt: skip
            return None
        return session.join(name)

    def _concerned(self, number: int, name: Name) -> list[Session]:
        """The sessions that a line without a member concerns, the general one first."""
        if name is not None:
            session = self._session(number, name)
            return [session] if session else []
        return [session for session in self.sessions.values() if session]

    def _single(self, number: int, line: Line) -> None:
        """An event of a machine that exists once: of one session, or of all of them."""
        if line.event == TIME and self.timed:
            self._see_time(self.timed())
        for session in self._concerned(number, line.session):
            if line.t is None or session.t <= line.t < session.until:
                session.t = session.t if line.t is None else line.t
            elif not self._time(session, number, line.t):
                continue
            self._take(session, number, line.event)

    def _take(self, session: Session, number: int, event: str) -> bool:
        """An event of all members of a session; whether it is judged on."""
        failed = session.shared(self.places, event)
        if session.resting:
            session.sweep()
        if not failed:
            return True
        if session.fresh in failed:
            self._close(session, number, event)
            return False
        first: Impossible | None = None
        for name, bucket in session.within(failed):
            first = first or Impossible(number, event, session.name, name, bucket.place,
                                        session.since)  # fmt: skip
            session.lose(name, bucket)
            first = first._replace(others=first.others + 1)
        if first:
            self.found(first._replace(others=first.others - 1))
        return True

    def _close(self, session: Session, number: int, event: str) -> None:
        """A session has done what is impossible, and is judged no more."""
        self.closed.append(session.seen)
        self.sessions[session.name] = None
        place = session.fresh.place
        self.found(Impossible(number, event, session.name, None, place, session.since))

    def _time(self, session: Session, number: int, t: float) -> bool:
        """Take in the time of a line; whether the session is judged on."""
        if t < session.t:
            self.skipped.note("goes back in time", number)
            return True
        session.t = t
        if self.tick_seconds is None:
            return True
        now = floor(t / self.tick_seconds)
        passed = 0 if session.ticks is None else now - session.ticks
        session.ticks, session.until = now, (now + 1) * self.tick_seconds
        if passed > TICKS_MAX:
            self.gaps += 1
            session.skip(self.places)
            return True
        return all(self._take(session, number, TIME) for _ in range(passed))

    def _see_time(self, places: Places) -> None:
        """Time passed unseen; from now on each tick is seen."""
        self.places, self.timed = places, None
        for session in self._concerned(0, None):
            session.go_over(places)

    def _other(self, number: int, line: Line) -> None:
        """A line that is no event that is judged."""
        self.left_out += not line.gap or line is GAP
        if line.gap:
            self.gaps += 1
            for session in self._concerned(number, line.session):
                self._gap(session, line.member)
        elif line.event in self.kinds:
            self.skipped.count(f"{line.event}, which is not observed", number)
        elif line is not SKIPPED:
            kind = "an event that the system has not" if line.event else "no event"
            self.skipped.count(kind, number)

    def _gap(self, session: Session, member: Name) -> None:
        """Anything may have been missed: of one member, or of all."""
        if member is None:
            session.skip(self.places)
        elif member in session.members or not (
            member in session.finished or member in session.broken
        ):
            bucket = session.members.get(member, session.fresh).root()
            if member not in session.members:
                session.join(member)
            session.move(member, bucket, self.places.gap(bucket.place))
