#!/usr/bin/env python3
"""How long people who save wait without and beside a backup, on each engine: 4 of them edit one entry each.
The goal is that no backup holds a save up for 100 ms longer than what it takes anyway."""

import pathlib
import statistics
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "faults"))
from editors import Editor, first_operator  # noqa: E402
from program import PostgresStore, Program, SqliteStore, TemporaryFolder  # noqa: E402
from served import BINARY  # noqa: E402

ORGANISATIONS = 20_000


class Timed:
    """A visitor whose waits for the answer to a form are kept, in milliseconds."""

    def __init__(self, visitor):
        self.visitor = visitor
        self.waits = []

    def __getattr__(self, name):
        return getattr(self.visitor, name)

    def post(self, *arguments):
        began = time.monotonic()
        answer = self.visitor.post(*arguments)
        self.waits.append((time.monotonic() - began) * 1000)
        return answer


def waits_during(editors, work):
    """Of all saves that were answered while `work` ran."""
    for editor in editors:
        editor.visitor.waits.clear()
    stop = threading.Event()
    threads = [threading.Thread(target=editor.work, args=(stop,)) for editor in editors]
    for thread in threads:
        thread.start()
    work()
    stop.set()
    for thread in threads:
        thread.join()
    wrong = [editor.wrong for editor in editors if editor.wrong]
    if wrong:
        sys.exit(f"an editor failed: {wrong}")
    return sorted(wait for editor in editors for wait in editor.visitor.waits)


def row(name, waits, seconds):
    print(f"{name:26} {len(waits):5} saves in {seconds:5.1f} s   p50 {statistics.median(waits):6.1f} ms"
          f"   p99 {waits[int(len(waits) * 0.99)]:6.1f} ms   longest {waits[-1]:6.1f} ms", flush=True)


def measure(name, store, folder):
    program = Program(BINARY, store.options())
    program.verb("demo", "--organisations", ORGANISATIONS)
    program.start()
    try:
        editors = [Editor(store, program, number, first_operator(store)) for number in range(4)]
        for editor in editors:
            editor.visitor = Timed(editor.visitor)
        backup = folder / f"{name}.backup"
        works = {"alone": lambda: time.sleep(8), "beside a backup": lambda: program.verb("backup", backup)}
        for part, work in works.items():
            began = time.monotonic()
            waits = waits_during(editors, work)
            row(f"{name}, {part}", waits, time.monotonic() - began)
    finally:
        program.kill()


for engine, kind in (("sqlite", SqliteStore), ("postgres", PostgresStore)):
    with TemporaryFolder() as place:
        store = kind(place)
        try:
            measure(engine, store, place)
        finally:
            if hasattr(store, "close"):
                store.close()
