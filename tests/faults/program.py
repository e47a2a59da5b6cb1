"""The program under test: its verbs, a server that can be killed, its database of either engine, and visitors."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
import urllib.parse
from html.parser import HTMLParser

POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")
# Settings of the developer's own installation have no say here.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PASSERELLE_")}
ENVIRONMENT["PASSERELLE_LOG"] = "silent"


class Failed(Exception):
    """What a test found wrong, in a sentence."""


def expect(holds, sentence):
    if not holds:
        raise Failed(sentence)


class TemporaryFolder:
    """In memory where there is room, as a test waits for many a sync; `on_disk` where syncs shall be real."""

    def __init__(self, on_disk=False):
        roomy = shutil.disk_usage("/dev/shm").free > 2_000_000_000
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="passerelle-faults-", dir="/tmp" if on_disk or not roomy else "/dev/shm"))

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class SqliteStore:
    engine = "sqlite"

    def __init__(self, folder):
        self.data = folder / "data"

    def options(self):
        return ["--data", str(self.data)]

    def rows(self, sql):
        with contextlib.closing(sqlite3.connect(f"file:{self.data / 'passerelle.db'}?mode=ro", uri=True)) as database:
            return [tuple(str(value) for value in row) for row in database.execute(sql)]

    def hexadecimal(self, column):
        return f"lower(hex({column}))"

    def crash(self):
        """The engine lives in the program."""

    lose_power = regain_power = crash

    def close(self):
        """Nothing runs."""


class PostgresStore:
    """A server of its own: a temporary folder, a socket in it, no port."""

    engine = "postgres"

    def __init__(self, folder):
        self.data = folder / "data"
        self.folder = folder / "postgres"
        self.folder.mkdir()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            for parent in (folder, self.folder):
                parent.chmod(0o755)
        self._run("initdb", "-D", self.folder / "cluster", "-U", "passerelle", "-A", "trust", "-E", "UTF8",
                  "--locale=C.UTF-8", "--no-sync")
        self.start()
        self.create("passerelle")

    def _run(self, name, *words):
        words = [str(POSTGRES / name), *map(str, words)]
        if os.getuid() == 0:
            words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words]
        done = subprocess.run(words, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)
        expect(done.returncode == 0, f"{name} ended with {done.returncode}: {done.stdout}")
        return done.stdout

    def start(self):
        self._run("pg_ctl", "start", "-w", "-t", "60", "-D", self.folder / "cluster", "-l", self.folder / "log", "-o",
                  f"-k {self.folder} -c listen_addresses= -c max_connections=100")
        self.postmaster = int((self.folder / "cluster" / "postmaster.pid").read_text().split()[0])

    def stop(self, mode="fast"):
        self._run("pg_ctl", "stop", "-w", "-m", mode, "-D", self.folder / "cluster")

    def crash(self):
        self.stop("immediate")
        self.start()

    def lose_power(self):
        """All its processes at once, without a word to its files."""
        children = subprocess.run(["pgrep", "-P", str(self.postmaster)], capture_output=True, text=True, check=False)
        processes = [self.postmaster, *map(int, children.stdout.split())]
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(pathlib.Path(f"/proc/{process}").exists() for process in processes):
            time.sleep(0.01)

    def regain_power(self):
        (self.folder / "cluster" / "postmaster.pid").unlink(missing_ok=True)
        self.start()

    def close(self):
        self.stop("immediate")

    def create(self, database):
        self._run("createdb", "-h", self.folder, "-U", "passerelle", database)

    def url(self, database="passerelle"):
        return f"postgresql://passerelle@/{database}?host={self.folder}"

    def options(self, database="passerelle"):
        return ["--data", str(self.data), "--database", self.url(database)]

    def rows(self, sql):
        printed = self._run("psql", "-h", self.folder, "-U", "passerelle", "-d", "passerelle", "-AtX", "-F", "\x1f", "-c", sql)
        return [tuple(line.split("\x1f")) for line in printed.splitlines()]

    def hexadecimal(self, column):
        return f"replace(cast({column} as text), '-', '')"


STORES = {"sqlite": SqliteStore, "postgres": PostgresStore}


class Program:
    """One installation: a program, its options, and the server while it runs."""

    def __init__(self, path, options):
        self.path = str(pathlib.Path(path).resolve())
        self.options = options
        self.process = None
        self.url = None

    def verb(self, *words, statuses=(0,)):
        """Runs a verb to its end and answers what it printed on standard output."""
        done = subprocess.run([self.path, *map(str, words), *self.options], env=ENVIRONMENT, capture_output=True, text=True,
                              check=False)
        expect(done.returncode in statuses,
               f"passerelle {' '.join(map(str, words))} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def has_verb(self, *words):
        return subprocess.run([self.path, "help", *words], env=ENVIRONMENT, capture_output=True, check=False).returncode == 0

    def begin(self, *words):
        """A verb that goes on beside."""
        return subprocess.Popen([self.path, *map(str, words), *self.options], env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def start(self, seconds_max=30.0):
        """Seconds until the server said that it is ready."""
        began = time.monotonic()
        self.process = subprocess.Popen([self.path, "serve", "--listen", "127.0.0.1:0", *self.options], env=ENVIRONMENT,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.match(r"listening on (\S+)$", line)
        expect(found, f"serve said {line!r} and ended with {self.process.poll()}")
        self.url = urllib.parse.urlsplit(found.group(1))
        self.wait_until_ready(seconds_max - (time.monotonic() - began))
        return time.monotonic() - began

    def wait_until_ready(self, seconds_max=30.0):
        began = time.monotonic()
        while self.status("/readyz") != 200:
            expect(time.monotonic() - began < seconds_max, f"not ready after {seconds_max:.1f} s")
            time.sleep(0.01)
        return time.monotonic() - began

    def status(self, path):
        """Of a GET; 0 where nobody answers."""
        try:
            return Visitor(self).get(path).status
        except (OSError, http.client.HTTPException):
            return 0

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()
        self.process = None

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=30)
        self.process.stdout.close()
        self.process = None
        expect(status == 0, f"serve ended with {status} after SIGTERM, not with 0")

    def problems(self):
        """What doctor calls a problem."""
        findings = json.loads(self.verb("doctor", "--json", "--base-url", "http://127.0.0.1", statuses=(0, 1)))
        return [finding for finding in findings if finding["health"] == "problem"]


class Answer:
    def __init__(self, response, text):
        self.status = response.status
        self.headers = response.headers
        self.text = text


class Visitor:
    """A browser without a face: one cookie jar, a new connection for each request."""

    def __init__(self, program, timeout=20):
        self.program = program
        self.timeout = timeout
        self.cookies = {}

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, fields):
        return self._ask("POST", path, urllib.parse.urlencode(fields))

    def _ask(self, method, path, body=None):
        url = self.program.url
        connection = http.client.HTTPConnection(url.hostname, url.port, timeout=self.timeout)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return Answer(response, text)

    def form(self, path):
        """The fields of the form of that page that is sent to the page's own address, or to `action`."""
        answer = self.get(path)
        expect(answer.status == 200, f"{path} answers {answer.status}")
        forms = Forms()
        forms.feed(answer.text)
        own = [form for form in forms.found if form.action == path]
        expect(own, f"{path} has no form of its own")
        return own[0]

    def sign_in(self, link):
        path = urllib.parse.urlsplit(link.strip()).path
        answer = self.post(path, self.form(path).fields)
        expect(answer.status == 303, f"signing in answers {answer.status}")


class Form:
    def __init__(self, action):
        self.action = action
        self.fields = []

    def value(self, name):
        return dict(self.fields).get(name)

    def with_value(self, name, value):
        return [(field, value if field == name else old) for field, old in self.fields]


class Forms(HTMLParser):
    """What a browser would send of each form, unchanged."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.open = None
        self.select = None
        self.textarea = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.open = Form(given.get("action", ""))
            self.found.append(self.open)
        if self.open is None:
            return
        name = given.get("name")
        if tag == "input" and name and given.get("type") not in ("submit", "button", "file"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.open.fields.append((name, given.get("value", "")))
        elif tag == "textarea":
            self.textarea = [name, ""]
        elif tag == "select":
            self.select = [name, None]
        elif tag == "option" and self.select and (self.select[1] is None or "selected" in given):
            self.select[1] = given.get("value", "")

    def handle_data(self, data):
        if self.textarea:
            self.textarea[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None
        elif tag == "textarea" and self.open is not None and self.textarea:
            self.open.fields.append((self.textarea[0], self.textarea[1].lstrip("\n")))
            self.textarea = None
        elif tag == "select" and self.open is not None and self.select:
            if self.select[1] is not None:
                self.open.fields.append(tuple(self.select))
            self.select = None


def in_parallel(functions):
    threads = [threading.Thread(target=function, daemon=True) for function in functions]
    for thread in threads:
        thread.start()
    return threads


def main(run, name):
    """Runs a test, prints its last line as ./dev counts it, and answers the exit status."""
    try:
        run()
    except Failed as failed:
        print(f"{name}: {failed}")
        return 1
    return 0
