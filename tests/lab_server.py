"""A JupyterLab of its own on loopback, for tests of what people and schedulers do with it."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Server:
    """Where it listens, the token it wants, and the folder it serves."""

    def __init__(self, address: str, token: str, root: Path) -> None:
        self.address, self.token, self.root = address, token, root

    def ask(self, path: str, send: dict[str, Any] | None = None) -> Any:
        """The answer of its REST interface; what there is to `send` is posted."""
        body = None if send is None else json.dumps(send).encode()
        request = urllib.request.Request(
            f"{self.address}{path}", body, {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def answers(self) -> bool:
        try:
            self.ask("/api/kernels")
        except OSError:
            return False
        return True


@contextmanager
def jupyter_server(root: Path, scratch: Path) -> Iterator[Server]:
    """Serves `root`; settings, data and runtime files lie in `scratch`. It and its kernels are stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(8)
    folders = {f"JUPYTER_{name}_DIR": str(scratch / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **folders, "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings")}
    page = scratch / "config" / "labconfig"
    page.mkdir(parents=True)
    announcements = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (page / "page_config.json").write_text(json.dumps(announcements))
    options = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1"]
    options += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={root}", "--ServerApp.allow_root=True"]
    with (scratch / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", *options],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        server = Server(f"http://127.0.0.1:{port}", token, root)
        try:
            wait_until(server.answers, 120, "JupyterLab to answer")
            yield server
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Ask again and again; too long is a failure that names what was waited for."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(0.5)
