"""Where priors and theories meet history."""
