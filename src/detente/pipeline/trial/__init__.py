"""Trial: the worlds that do-tests need, lived under rival theories, and what was seen there."""
