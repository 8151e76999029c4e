"""One kind of moment, one file."""
