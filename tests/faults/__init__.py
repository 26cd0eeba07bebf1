"""Faults of the engine: small wrong edits of it, and for each the test that exists to notice it."""
