"""``python -m tui`` is ``kenwatch``."""

from tui.cli import main

if __name__ == "__main__":
    main()
