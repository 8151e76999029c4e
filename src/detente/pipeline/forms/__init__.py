"""Forms of do-tests: one file a form, each a question that a claim may ask of a war."""
