"""What the benchmark programs share: a release build that serves a demonstration network in a temporary folder, the load
generator wrk, and processor time and memory read from /proc."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / "build" / "passerelle"
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def folder():
    path = pathlib.Path(tempfile.mkdtemp(prefix="passerelle-bench-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def run(*arguments):
    """Seconds that the command took; its output is kept out of the way."""
    began = time.monotonic()
    subprocess.run([BINARY, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


class Served:
    def __init__(self, data):
        self.url = f"http://127.0.0.1:{free_port()}"
        began = time.monotonic()
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data", str(data), "--listen", self.url.removeprefix("http://")],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.process.stdout.readline()
        self.get("/fr")
        self.seconds_to_first_page = time.monotonic() - began

    def get(self, path):
        with urllib.request.urlopen(self.url + path) as answer:
            return answer.read()

    def resident_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def processor_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)


@contextlib.contextmanager
def served(data):
    server = Served(data)
    try:
        yield server
    finally:
        server.stop()


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def load(server, paths, seconds=8, connections=64):
    """Pages a second, p50 and p99 in milliseconds, answers that were not 200, pages per processor second."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        listed = ",".join(json.dumps(path) for path in paths)
        script.write(
            f"local paths = {{{listed}}}\nlocal at = 0\n"
            "request = function() at = at % #paths + 1; return wrk.format('GET', paths[at]) end\n")
        script.flush()
        before = server.processor_seconds()
        out = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script.name, server.url],
            check=True, capture_output=True, text=True).stdout
        used = server.processor_seconds() - before
    requests = int(re.search(r"(\d+) requests in", out).group(1))
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return {
        "per_second": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)),
        "p50": milliseconds(re.search(r"^\s+50%\s+(\S+)", out, re.MULTILINE).group(1)),
        "p99": milliseconds(re.search(r"^\s+99%\s+(\S+)", out, re.MULTILINE).group(1)),
        "failed": int(failed.group(1)) if failed else 0,
        "per_processor_second": requests / used if used else 0,
    }


def row(name, result):
    print(f"{name:34} {result['per_second']:9.0f}/s  p50 {result['p50']:7.2f} ms  p99 {result['p99']:7.2f} ms"
          f"  {result['per_processor_second']:8.0f} per processor second  {result['failed']} failed", flush=True)


def slugs(server, count):
    """Addresses of organisation pages, from the sitemap."""
    index = server.get("/sitemap.xml").decode()
    found = []
    for part in re.findall(r"<loc>([^<]+)</loc>", index):
        text = server.get(part.replace(server.url, "")).decode() if part.endswith(".xml") else f"<loc>{part}</loc>"
        found += [place.replace(server.url, "") for place in re.findall(r"<loc>([^<]+/organisations/[^<]+)</loc>", text)]
        if len(found) >= count:
            break
    return found[:count]
