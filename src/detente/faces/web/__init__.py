"""The workbench: the same engine and brief in the browser. `app` makes it, `routes` are its pages."""
