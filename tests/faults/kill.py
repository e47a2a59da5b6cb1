#!/usr/bin/env python3
"""kill.py --program PATH [--engine sqlite|postgres] [--rounds N] [--clients N] [--ready SECONDS]

People edit and imports run; at a random moment the program is killed with SIGKILL (on PostgreSQL every third time
the database server goes down with it). After the restart every acknowledged edit must be there, once."""

import argparse
import random
import sys
import threading
import time

import program as under_test
from editors import Editor, first_operator
from program import Program, TemporaryFolder, expect

IMPORT_ROWS = 60


class Imports:
    """Imports one after the other; each is there as a whole or not at all."""

    def __init__(self, store, program, operator, folder):
        self.store, self.program, self.operator, self.folder = store, program, operator, folder
        self.number = 0
        self.process = None
        self.acknowledged = []
        self.in_doubt = []
        self.wrong = None

    def work(self, stop):
        if not self.program.has_verb("import"):
            return
        while not stop.is_set():
            self.number += 1
            file = self.folder / "members.csv"
            file.write_text("ref,name,lang,place,summary\n" + "".join(
                f"i{self.number}-{row},Essai {self.number}-{row} SA,fr,Bienne,Atelier {row}\n" for row in range(IMPORT_ROWS)))
            self.process = self.program.begin("import", "organisations", file, "--operator", self.operator)
            complaints = self.process.stderr.read().decode("utf-8", "replace")
            status = self.process.wait()
            if status == 0:
                self.acknowledged.append(self.number)
            elif status < 0 or status == 3:
                self.in_doubt.append(self.number)
            else:
                self.wrong = f"import ended with {status}: {complaints}"
                return

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()

    def audit(self):
        expect(not self.wrong, self.wrong)
        for number in self.acknowledged + self.in_doubt:
            rows = int(self.store.rows(f"select count(*) from organisation_refs where ref like 'i{number}-%'")[0][0])
            whole = rows == IMPORT_ROWS or (number in self.in_doubt and rows == 0)
            expect(whole, f"import {number} has {rows} of {IMPORT_ROWS} rows")
        done = len(self.acknowledged)
        self.acknowledged, self.in_doubt = [], []
        return done


def begin(program, store, folder, clients, ready=lambda: None):
    """A demonstration network that is served, the people who will edit it, and its imports."""
    program.verb("demo", "--organisations", "60")
    operator = first_operator(store)
    ready()
    program.start()
    editors = [Editor(store, program, number, operator) for number in range(clients)]
    return editors, Imports(store, program, operator, folder)


def audit(program, editors, imports):
    """How many edits and imports were acknowledged since the last audit: all are there, once."""
    edits = sum(editor.audit() for editor in editors)
    done_imports = imports.audit()
    problems = program.problems()
    expect(not problems, f"doctor: {problems}")
    return edits, done_imports


def work_until_killed(program, store, workers, imports, seconds, crash_engine):
    stop = threading.Event()
    threads = under_test.in_parallel([lambda worker=worker: worker.work(stop) for worker in workers])
    time.sleep(seconds)
    program.kill()
    stop.set()
    imports.kill()
    if crash_engine:
        store.crash()
    for thread in threads:
        thread.join()


def run(options):
    edits = done_imports = 0
    slowest = 0.0
    chance = random.Random(options.seed)
    with TemporaryFolder(on_disk=options.on_disk) as folder:
        store = under_test.STORES[options.engine](folder)
        try:
            program = Program(options.program, store.options())
            editors, imports = begin(program, store, folder, options.clients)
            for number in range(1, options.rounds + 1):
                work_until_killed(program, store, [*editors, imports], imports, chance.uniform(0.3, options.seconds),
                                  options.engine == "postgres" and number % 3 == 0)
                slowest = max(slowest, program.start())
                audited = audit(program, editors, imports)
                edits += audited[0]
                done_imports += audited[1]
            program.stop()
        finally:
            if program.process:
                program.kill()
            store.close()
    expect(edits > 0, "not one edit was acknowledged: nothing was tested")
    expect(slowest <= options.ready, f"ready after {slowest:.2f} s")
    print(f"{options.engine}: {options.rounds} kills, {edits} edits ({editors[0].address}) and {done_imports} imports acknowledged, "
          f"0 lost, 0 doubled, ready again after {slowest:.2f} s at most")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=2.0, help="at most, from the start to the kill")
    parser.add_argument("--ready", type=float, default=2.0, help="seconds that a restart may take")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--on-disk", action="store_true", help="below /tmp, not in memory")
    arguments = parser.parse_args()
    sys.exit(under_test.main(lambda: run(arguments), "kill"))
