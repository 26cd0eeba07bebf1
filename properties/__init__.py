"""What must hold: one file a topic; a property observes and never steers."""
