"""A scenario as a form: the same fields as in its file, what was typed into them, and what is wrong there."""
