"""Fuzzing of everything that reads: `python -m fuzz`, told in docs/fuzzing.md."""
