"""Code that uses the package, checked as its users would check it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_user_code_passes_mypy_strict_and_its_mistakes_do_not() -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "tests/typing/user.py"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stdout.startswith("Success"), ran.stdout
