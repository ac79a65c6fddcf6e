"""Times samples and holds their lines against every target: ``python -m benchmarks.sample``.

``python -m benchmarks.sample 3000000 5000000`` are the sizes that are too long for the tests.
Prints seconds, lines a second, the peak of memory, and the targets that are missed.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.compiled_sample import CompiledSample

from tradetally.sample import sample
from tradetally.sample.traders import FEWEST_LINES


def main(sizes: list[int]) -> int:
    """Make a sample of each size, print what it cost; return how many targets are missed."""
    count = 0
    for lines in sizes:
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            made = sample(Path(folder) / "declared", lines)
            seconds = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            print(f"{lines:>13,} lines {seconds:7.1f} s {lines / seconds:12,.0f} /s {peak:5.2f} GB")
            missed = CompiledSample(made.folder).missed(enterprises=lines >= FEWEST_LINES)
            print(*(f"    missed: {one}" for one in missed), sep="\n", end="\n" if missed else "")
            count += len(missed)
    return count


if __name__ == "__main__":
    sys.exit(min(main([int(size) for size in sys.argv[1:]] or [3_000_000, 5_000_000]), 1))
