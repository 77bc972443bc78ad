"""`python -m tests.benchmarks [--only NAME]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.benchmarks import (
    checklist,
    dossier,
    europass,
    imports,
    region,
    region_sealed,
    region_shared,
    scans,
    search,
    start,
    sync,
)
from tests.benchmarks.figures import tell

SUITES = {
    "start": start.figures,
    "search": search.figures,
    "dossier": dossier.figures,
    "checklist": checklist.figures,
    "import": imports.figures,
    "europass": europass.figures,
    "scans": scans.figures,
    "sync": sync.figures,
    "region": lambda homes: [*region.figures(homes), *region_shared.figures(homes)],
    "sealed": region_sealed.figures,
}


def main() -> int:
    """Run the suites and print their figures; the code says whether all are within their limits."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", choices=sorted(SUITES), default="")
    chosen = parser.parse_args().only
    build = Path("build").resolve()
    found = [
        figure for name, suite in SUITES.items() if chosen in ("", name) for figure in suite(build / "bench-homes")
    ]
    print(tell(found, build))  # noqa: T201
    return 0 if all(figure.within for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
