"""``tradetally`` and ``python -m tradetally``: a process for the command line."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress

from tradetally.cli import main


def run() -> None:
    """Run the command line, and end the process without taking it apart.

    Python would look through all that is left and free it piece by piece, for 0.3 s after a
    briefing; the system does it at once. What is to be done at an exit is done before: temporary
    folders go, a cluster's session ends.
    """
    status = 0
    try:
        main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # its reader is gone, and what is unwritten with it
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
