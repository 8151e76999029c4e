"""One rival explanation of how wars go on and end, one file."""
