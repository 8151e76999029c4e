"""The workbench: the same engine and the same brief in the browser. `app` makes it, `routes` are its pages."""
