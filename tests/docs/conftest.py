"""The site is built once for all tests; those that open it in a browser need one."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.docs.chromium import Chromium, executable

ROOT = Path(__file__).parents[2]
BROWSER = executable()
collect_ignore = [] if BROWSER else ["test_browser.py"]
# The transcriptions are imported by their tests, once: each registers its equations.
collect_ignore_glob = ["equations/*"]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was left out."""
    if not BROWSER:
        terminalreporter.write_line("No Chromium found: the built site was not opened in a browser (test_browser.py).")


def build(docs: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """What `make docs` runs."""
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", "--builder", "html"]
    return subprocess.run([*command, str(docs), str(site)], capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the built site."""
    folder = tmp_path_factory.mktemp("site")
    done = build(ROOT / "docs", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def spoilt_docs(tmp_path: Path) -> Path:
    """A copy of docs/ to spoil, in a tree where everything else is in its place."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for name in ("tests", "linreg", "verification"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path / "docs"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, on this machine alone."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    assert BROWSER is not None
    with Chromium(BROWSER) as chromium:
        yield chromium
