"""One session of a log: its members in buckets, which move together."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from dialonce.replay.finished import Finished
from dialonce.replay.line import Name
from dialonce.replay.place import Place, Places


class Bucket:
    """Members that stand on one place. `count`: how many; a `parent` has taken them over."""

    __slots__ = ("count", "parent", "place")

    def __init__(self, place: Place, count: int = 0):
        self.place, self.count = place, count
        self.parent: Bucket | None = None

    def root(self) -> Bucket:
        """The bucket that has its members now."""
        bucket = self
        while bucket.parent is not None:
            bucket.parent = bucket.parent.parent or bucket.parent
            bucket = bucket.parent
        return bucket


class Session:
    """The members of a session, and when it was last heard of.

    `buckets` by place; `fresh` holds all members that were not seen yet, and counts as one of
    them. `members`: the bucket of each that was seen and is not finished. `finished`, `broken`:
    those of whom no more is expected, and those who did what is impossible. `since`: the number of
    its first line. `t`: seconds of its last line; `ticks`: how many ticks that is; `until`: when
    the next one is over, for ever where ticks do not come from times. `resting`: how many members
    may be in buckets that can do nothing more.
    """

    __slots__ = (
        "broken", "buckets", "finished", "fresh", "members", "name", "resting", "seen", "since",
        "t", "ticks", "until",
    )  # fmt: skip

    def __init__(self, name: Name, place: Place, since: int, remember: int, until: float = inf):
        self.name, self.since, self.seen, self.resting = name, since, 0, 0
        self.fresh = Bucket(place, 1)
        self.buckets: dict[Place, Bucket] = {place: self.fresh}
        self.members: dict[Name, Bucket] = {}
        self.finished, self.broken = Finished(remember), Finished(remember)
        self.t, self.until = -inf, until
        self.ticks: int | None = None

    def join(self, name: Name) -> Bucket:
        """The bucket of a member that is seen for the first time."""
        self.seen += 1
        self.fresh.count += 1
        self.members[name] = self.fresh
        return self.fresh

    def move(self, name: Name, bucket: Bucket, place: Place) -> None:
        """A member goes to a place; where it can do nothing more, it is finished."""
        bucket.count -= 1
        if not bucket.count:
            self.drop(bucket)
        if place.inert:
            del self.members[name]
            self.finished.add(name)
            return
        target = self.buckets.get(place)
        if target is None:
            target = self.buckets[place] = Bucket(place)
        target.count += 1
        self.members[name] = target

    def drop(self, bucket: Bucket) -> None:
        """Forget a bucket that is empty."""
        if self.buckets.get(bucket.place) is bucket:
            del self.buckets[bucket.place]

    def lose(self, name: Name, bucket: Bucket) -> None:
        """A member has done what is impossible, and is judged no more."""
        bucket.count -= 1
        if not bucket.count:
            self.drop(bucket)
        del self.members[name]
        self.broken.add(name)

    def shared(self, places: Places, event: str) -> list[Bucket]:
        """An event of a machine that exists once; returns the buckets to which it cannot happen."""
        moved: dict[Place, Bucket] = {}
        failed: list[Bucket] = []
        for place, bucket in self.buckets.items():
            after = place.shared[event] if event in place.shared else places.shared(place, event)
            if after is None:
                failed.append(bucket)
            else:
                self._settle(moved, bucket, after)
        self.buckets = moved
        return failed

    def skip(self, places: Places) -> None:
        """Anything may have been missed."""
        moved: dict[Place, Bucket] = {}
        for place, bucket in self.buckets.items():
            self._settle(moved, bucket, places.gap(place))
        self.buckets = moved

    def go_over(self, places: Places) -> None:
        """Be judged by another judge, for which as much is possible."""
        moved: dict[Place, Bucket] = {}
        for place, bucket in self.buckets.items():
            self._settle(moved, bucket, places.among(place.node.elements))
        self.buckets = moved

    def _settle(self, moved: dict[Place, Bucket], bucket: Bucket, place: Place) -> None:
        """A bucket goes to a place; if there is one already, the smaller joins the larger."""
        bucket.place = place
        other = moved.get(place)
        if place.inert and bucket is not self.fresh:
            self.resting += bucket.count
        elif other is None:
            moved[place] = bucket
        else:
            small, large = (bucket, other) if bucket.count <= other.count else (other, bucket)
            small.parent, moved[place] = large, large
            large.count += small.count
            if small is self.fresh:
                self.fresh = large

    def sweep(self) -> None:
        """Put away the members that were finished by what happened to all, once they are many."""
        if 2 * self.resting <= len(self.members):
            return
        self.resting = 0
        for name, bucket in list(self.members.items()):
            if bucket.root().place.inert:
                del self.members[name]
                self.finished.add(name)

    def within(self, failed: list[Bucket]) -> Iterator[tuple[Name, Bucket]]:
        """The members of some buckets."""
        for name, bucket in list(self.members.items()):
            root = bucket.root()
            if root in failed:
                yield name, root
