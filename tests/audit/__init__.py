"""The audit: forms of do-tests, conditions, trials and judgements."""
