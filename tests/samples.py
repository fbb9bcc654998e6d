"""Where the real samples are, for the tests and benchmarks that measure on them."""

import os
from pathlib import Path

import pytest

SAMPLES = Path(
    os.environ.get("FOIATRACK_SAMPLES", Path(__file__).resolve().parents[2] / "shared" / "samples")
)

needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason=f"the real samples are not here ({SAMPLES})"
)
