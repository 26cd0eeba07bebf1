"""Puts the same questions to dialonce and to other model checkers, and compares what they say."""
