"""The two engines: Hypothesis draws what looks right, atheris follows what code was reached."""

import hashlib
import os
import pkgutil
import random
import sys
import time
import traceback


class Log:
    """Counts the inputs, and keeps each kind of find once."""

    def __init__(self, engine, name, seconds, folder):
        self.engine, self.name, self.folder = engine, name, folder / "finds"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.began, self.seconds, self.count, self.kinds = time.time(), seconds, 0, {}

    def start(self):
        """Begin to count the time, once all is loaded."""
        self.began = time.time()

    @property
    def over(self):
        """Whether the time is up."""
        return time.time() - self.began > self.seconds

    def attempt(self, promise, value):
        """Try an input; a broken promise is noted and the run goes on."""
        self.count += 1
        try:
            promise(value)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            self.note(error, value)

    def note(self, error, value):
        """Keep a find of a new kind: its input, and how it came about."""
        text = "".join(traceback.format_exception(error))
        kind = "".join(c for c in str(error)[:70] if not c.isdigit())
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if self.kinds[kind] == 1 and len(self.kinds) < 40:
            stem = f"{self.name}-{hashlib.sha256(repr(value).encode()).hexdigest()[:10]}"
            data = (
                value
                if isinstance(value, bytes)
                else repr(value).encode("utf-8", "backslashreplace")
            )
            (self.folder / stem).write_bytes(data)
            (self.folder / f"{stem}.txt").write_text(text, errors="backslashreplace")
            print(f"FOUND {stem}: {str(error)[:300]!a}", flush=True)

    def close(self):
        """One line about the whole run."""
        spent, worked = time.time() - self.began, time.process_time()
        print(
            f"{self.engine} {self.name}: {self.count:,} inputs in {spent:.0f} s "
            f"({worked:.0f} s of processor time with loading), "
            f"{len(self.kinds)} kinds of find",
            flush=True,
        )


def drive(engine, name, seconds, folder):
    """Run one engine on one target; exit code 1 if it found anything."""
    log = Log(engine, name, seconds, folder)
    {"hypothesis": by_hypothesis, "atheris": by_atheris}[engine](log, name, folder)
    log.close()
    sys.stdout.flush()
    os._exit(1 if log.kinds else 0)


def prepared(name):
    """The target, once it was run on what is right, and what it may take from then on."""
    from fuzz.promises import confine
    from fuzz.targets import TARGETS

    sys.dont_write_bytecode = True
    target = TARGETS[name]
    for seed in target.seeds():
        target.promise(seed)
    confine()
    return target


def by_hypothesis(log, name, folder):
    """Draw values until the time is up; each batch begins anew."""
    from hypothesis import HealthCheck, Phase, given, seed, settings

    target = prepared(name)
    log.start()
    batch = 0
    while not log.over:
        batch += 1

        @seed(batch)
        @settings(
            max_examples=200,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(target.strategy)
        def draw(value):
            if not log.over:
                log.attempt(target.promise, value)

        draw()


def by_atheris(log, name, folder):
    """Mutate bytes towards new code, from the corpus of earlier runs."""
    import atheris

    with atheris.instrument_imports(include=["dialonce", "tomllib", "json"]):
        import dialonce

        skipped = ("kernel", "cluster", "part", "places", "compiled", "__main__", "pytest_plugin")
        for module in pkgutil.walk_packages(dialonce.__path__, "dialonce."):
            if module.name.rpartition(".")[2] not in skipped:
                __import__(module.name)
    target = prepared(name)
    corpus = folder / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    chance = random.Random(0)
    for number, each in enumerate(target.seeds() or [chance.randbytes(900) for _ in range(20)]):
        (corpus / f"seed-{number}").write_bytes(each)
    feed = _feed(log, target)
    log.start()

    def once(data):
        if log.over:
            log.close()
            os._exit(1 if log.kinds else 0)
        feed(data)

    options = [
        f"-max_total_time={int(log.seconds) + 30}",
        "-timeout=600",
        "-rss_limit_mb=6000",
        *(["-max_len=65536"] if target.raw else ["-max_len=4096", "-len_control=0"]),
        "-print_final_stats=1",
        f"-artifact_prefix={log.folder}/",
    ]
    atheris.Setup(["fuzz", str(corpus), *options], once)
    atheris.Fuzz()


def _feed(log, target):
    """A function of bytes: they are the value, or choose what Hypothesis draws."""
    if target.raw:
        return lambda data: log.attempt(target.promise, data)
    from hypothesis import HealthCheck, given, settings

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(target.strategy)
    def draw(value):
        log.attempt(target.promise, value)

    return draw.hypothesis.fuzz_one_input
