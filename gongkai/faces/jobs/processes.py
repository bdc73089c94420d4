"""Keep the web server and the worker running side by side, and stop them together."""

from __future__ import annotations

import errno
import signal
import socket
import subprocess
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException
from threading import Event

_POLL_SECONDS = 0.2
_GRACE_SECONDS = 15.0


def is_port_free(host: str, port: int) -> bool:
    """Whether a server could listen here; an address that is not ours raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
    return True


def answers(host: str, port: int) -> bool:
    """Whether pages are served here already; what the page says does not matter."""
    asking = HTTPConnection(host, port, timeout=1)
    try:
        asking.request("GET", "/healthz")
        asking.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()
    return True


def run_together(commands: Sequence[Sequence[str]], *, until_ready: Callable[[], bool]) -> int:
    """Run all commands until a signal or until one of them ends; exit code 0 only for a signal.

    `until_ready` is called at every turn until it returns True.
    """
    stopped = Event()
    # The children inherit that Ctrl-C is ignored, so that only this process decides when they stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    running = [subprocess.Popen(list(command)) for command in commands]  # noqa: S603 (our own)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    is_ready = False
    while not stopped.is_set() and all(child.poll() is None for child in running):
        is_ready = is_ready or until_ready()
        stopped.wait(_POLL_SECONDS)
    _stop(running)
    return 0 if stopped.is_set() else 1


def _stop(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in running:
        child.terminate()
    for child in running:
        try:
            child.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
