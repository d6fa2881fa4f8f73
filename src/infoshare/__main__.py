"""Runs the command line as `python -m infoshare`."""

from infoshare.cli.main import main

if __name__ == "__main__":
    main()
