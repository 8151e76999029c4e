"""`python -m detente` is the same as `detente`."""

from detente.faces.cli import main

if __name__ == "__main__":
    main()
