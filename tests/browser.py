"""A page in headless Chromium: looked at, measured and asked as a person's browser would show it."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(__file__).parent.parent / ".ci/node/node_modules/axe-core/axe.min.js"
_SECONDS = 120


class Browser:
    """One tab of a browser, told what to do through a pair of pipes.

    `requests` are the addresses that the page shown asked for, `said` what the browser complained of.
    """

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._number, self._session, self._unread, self._loaded = 0, "", b"", False
        self.requests: list[str] = []
        self.said: list[str] = []
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._ask(f"{domain}.enable")

    def open(self, page: Path, width: int = 1280, dark: bool = False, script: bool = True) -> None:
        """Show a page in a window so many pixels wide."""
        self._ask("Emulation.setScriptExecutionDisabled", value=not script)
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        scheme = "dark" if dark else "light"
        self._ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.requests, self.said, self._loaded = [], [], False
        self._ask("Page.navigate", url=page.as_uri())
        while not self._loaded:
            self._hear(self._read())

    def ask(self, script: str) -> Any:
        """What a script comes to on the page, which the page's own policy does not hinder."""
        done = self._ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def barriers(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 at level AA, each with the rule and the place."""
        self.ask(AXE.read_text(encoding="utf-8") + "; 0")
        levels = json.dumps(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        run = f"axe.run({{runOnly: {levels}, resultTypes: ['violations']}}).then(found => found.violations)"
        return [
            f"{rule['id']}: {node['target']}: {node['failureSummary']}"
            for rule in self.ask(run)
            for node in rule["nodes"][:5]
        ]

    def key(self, name: str, code: int) -> None:
        """Press a key; Enter types what Enter types."""
        typed = {"text": "\r"} if name == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self._ask("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code, **typed)

    def picture(self, path: Path, whole: bool = True) -> None:
        """Keep what the page looks like."""
        data = self._ask("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        path.write_bytes(base64.b64decode(data))

    def printed(self, path: Path) -> None:
        """Keep the page as it is printed."""
        data = self._ask("Page.printToPDF", printBackground=False, preferCSSPageSize=True)["data"]
        path.write_bytes(base64.b64decode(data))

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        asked: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            asked["sessionId"] = self._session
        self._write(json.dumps(asked).encode() + b"\0")
        while True:
            heard = self._read()
            if heard.get("id") == self._number:
                assert "error" not in heard, heard["error"]
                result: dict[str, Any] = heard["result"]
                return result
            self._hear(heard)

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._to, data) :]

    def _hear(self, heard: dict[str, Any]) -> None:
        """What the browser tells unasked: that the page is loaded, what it asked for, what it complains of."""
        method, told = heard.get("method"), heard.get("params", {})
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif method == "Log.entryAdded":
            self.said.append(told["entry"]["text"])

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            data = os.read(self._back, 1 << 20)
            if not data:
                raise EOFError("the browser has ended")
            self._unread += data
        message, _, self._unread = self._unread.partition(b"\0")
        heard: dict[str, Any] = json.loads(message)
        return heard


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser of our own, ended when it is no longer needed."""
    assert CHROMIUM, "Chromium is not there"
    (theirs_in, to), (back, theirs_out) = os.pipe(), os.pipe()
    with TemporaryDirectory(prefix="chromium") as home:
        # The browser speaks on the descriptors 3 and 4, so the shell puts our pipes there.
        command = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        options = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-pipe",
            f"--user-data-dir={home}",
        ]
        running = subprocess.Popen(
            ["bash", "-c", command, "bash", CHROMIUM, *options, "--disable-dev-shm-usage", "--no-first-run"],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        try:
            yield Browser(to, back)
        finally:
            os.close(to)
            try:
                running.wait(10)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait(_SECONDS)
            os.close(back)
