"""The dialer without its sockets: events in, actions out."""
