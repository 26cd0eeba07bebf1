"""The rules that an installation must keep, and the facts that it may show, one file a topic."""
