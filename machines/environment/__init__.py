"""What the dialer cannot choose: servers, network, clock, switch, operator, and who hears of it."""
