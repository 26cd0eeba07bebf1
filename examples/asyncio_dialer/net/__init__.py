"""The dialer's sockets."""
