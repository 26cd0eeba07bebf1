"""Judges logs of what was done: which line is impossible, why, and what was allowed instead."""

from dialonce.replay.judging import judge_partition, judge_stream
from dialonce.replay.question import Question

__all__ = ["Question", "judge_partition", "judge_stream"]
