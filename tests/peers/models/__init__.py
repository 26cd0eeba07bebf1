"""The yardstick cpd(K), written in the language of each peer."""
