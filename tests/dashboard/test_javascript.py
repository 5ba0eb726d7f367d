"""What the modules of the browser's half compute without a page, by Node's own test runner."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.paths import ROOT

HERE = Path(__file__).parent
FILES = sorted(HERE.rglob("*.test.mjs"))
REQUIRED = os.environ.get("DATELINE_REQUIRE_NODE") == "1" or os.environ.get("CI") == "true"


@pytest.fixture(scope="session")
def node() -> str:
    """Find Node; without it skip, or fail where DATELINE_REQUIRE_NODE=1 or CI=true."""
    found = shutil.which("node") or shutil.which("nodejs")
    if found is None:
        reason = "no Node to test with: install nodejs"
        if REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.mark.process
@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HERE)))
def test_the_modules_compute_what_they_should(node: str, file: Path) -> None:
    command = [node, "--test", "--test-reporter=tap", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 0" not in done.stdout and "# fail 0" in done.stdout, done.stdout
