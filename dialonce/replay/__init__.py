"""Judges logs of what was done: which line is impossible, why, and what was allowed instead."""
