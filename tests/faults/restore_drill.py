#!/usr/bin/env python3
"""restore_drill.py --program PATH [--organisations N]

A backup under load goes to a new machine, from there to PostgreSQL, and back to a file: the same rows each time, the
same pages, the same finds. What must not be overwritten is not."""

import argparse
import hashlib
import os
import sqlite3
import stat
import sys
import threading

import program as under_test
from editors import Editor, first_operator
from program import PostgresStore, Program, SqliteStore, TemporaryFolder, expect

# Work goes on after a restore: what is due is taken, what recurs is planned anew.
MOVING = ("jobs", "sqlite_stat1", "sqlite_stat4", "schema_migrations")


def fingerprints(file):
    """For each table the number of its rows and a sum over all of them, whatever their order."""
    with sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True) as database:
        tables = [name for (name,) in database.execute("select name from sqlite_schema where type = 'table' order by name")]
        return {table: fingerprint(database, table) for table in tables if table not in MOVING}


def fingerprint(database, table):
    rows = sorted(hashlib.sha256(repr(row).encode()).hexdigest() for row in database.execute(f'select * from "{table}"'))
    return len(rows), hashlib.sha256("".join(rows).encode()).hexdigest()


def differences(before, after):
    return [f"{table}: {before.get(table)} became {after.get(table)}" for table in before if before[table] != after.get(table)]


def backup_under_load(program, store, file):
    """Made while somebody edits."""
    editor = Editor(store, program, 0, first_operator(store))
    stop = threading.Event()
    thread = threading.Thread(target=editor.work, args=(stop,))
    thread.start()
    try:
        program.verb("backup", file)
    finally:
        stop.set()
        thread.join()
    expect(not editor.wrong and editor.acknowledged > 0, f"nobody could edit meanwhile: {editor.wrong}")
    expect(stat.S_IMODE(os.stat(file).st_mode) == 0o600, "others may read the backup")
    refused = program.verb("backup", file, statuses=(1,))
    expect(refused == "", "a second backup of that name says something on standard output")


def check_refusals(program, folder, backup):
    broken = folder / "broken.backup"
    content = bytearray(backup.read_bytes())
    content[4096 * 3:4096 * 8] = os.urandom(4096 * 5)
    broken.write_bytes(content)
    foreign = folder / "foreign.backup"
    with sqlite3.connect(foreign) as database:
        database.execute("create table notes (id integer)")
    text = folder / "text.backup"
    text.write_text("Not a backup.")
    newer = folder / "newer.backup"
    newer.write_bytes(backup.read_bytes())
    with sqlite3.connect(newer) as database:
        database.execute("insert into schema_migrations values (9999, 'later', 'x', 0)")
    for file in (broken, foreign, text, newer, folder / "absent.backup", folder):
        program.verb("restore", file, statuses=(1,))
    left = [path.name for path in (folder / "restored").iterdir()]
    expect(left == [], f"a refused restore left {left}")


def run(options):
    with TemporaryFolder() as folder:
        first = SqliteStore(folder)
        program = Program(options.program, first.options())
        program.verb("demo", "--organisations", options.organisations)
        program.start()
        postgres = PostgresStore(folder)
        try:
            backup = folder / "one.backup"
            backup_under_load(program, first, backup)
            program.stop()
            restored = Program(options.program, ["--data", str(folder / "restored")])
            check_refusals(restored, folder, backup)
            restored.verb("restore", backup)
            restored.verb("restore", backup, statuses=(1,))
            scaled = Program(options.program, ["--data", str(folder / "scaled"), "--database", postgres.url()])
            scaled.verb("restore", backup)
            scaled.verb("restore", backup, statuses=(1,))
            scaled.start()
            scaled.verb("backup", folder / "two.backup")
            scaled.stop()
            compare(folder, backup, restored, scaled)
            print(f"restore drill: {options.organisations} organisations, file to file, to PostgreSQL and back: equal")
        finally:
            for server in (program, locals().get("scaled")):
                if server and server.process:
                    server.kill()
            postgres.close()


def compare(folder, backup, restored, scaled):
    before = fingerprints(backup)
    restored.verb("backup", folder / "three.backup")
    for name in ("two.backup", "three.backup"):
        found = differences(before, fingerprints(folder / name))
        expect(not found, f"{name}: {'; '.join(found)}")
    for program in (restored, scaled):
        expect(not program.problems(), f"doctor: {program.problems()}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--organisations", type=int, default=60)
    arguments = parser.parse_args()
    sys.exit(under_test.main(lambda: run(arguments), "restore_drill"))
