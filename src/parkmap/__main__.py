"""`python -m parkmap` is the command."""

from parkmap.cli import main

if __name__ == "__main__":
    main()
