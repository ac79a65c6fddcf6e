"""``python -m tradetally``."""

from tradetally.cli import main

if __name__ == "__main__":
    main()
