"""The same results, shown: terminal, page and notebook."""
