"""`python -m dialonce.cli`, for a checkout that is not installed."""

from dialonce.cli import run

run()
