"""The world of the dialer: server processes, the wires to them, and the faults of both."""
