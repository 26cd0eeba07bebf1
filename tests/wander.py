"""A run by chance that takes each kind of event about equally often."""

from collections import Counter
from random import Random

from dialonce.trace import Runner


def wander(system, members, steps, seed=0):
    """Yield the runner after each of so many steps, and before the first one."""
    runner, chance, taken = Runner(system, members), Random(seed), Counter()
    yield runner
    for _ in range(steps):
        can = runner.enabled()
        if not can:
            return
        least = min(taken[instance[0], event] for instance, event in can)
        instance, event = chance.choice([(i, e) for i, e in can if taken[i[0], e] == least])
        taken[instance[0], event] += 1
        runner.take(instance, event)
        yield runner
