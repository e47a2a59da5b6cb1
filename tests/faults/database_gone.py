#!/usr/bin/env python3
"""database_gone.py --program PATH

PostgreSQL goes away while the program serves: 503 with Retry-After in words, no stack trace, alive but not ready; when
it is back, so is the program, by itself, with everything that was acknowledged."""

import argparse
import sys
import time

import program as under_test
from editors import Editor, first_operator
from program import PostgresStore, Program, TemporaryFolder, Visitor, expect

SECONDS_TO_RETURN = 10


def check_gone(program, editor):
    visitor = Visitor(program)
    for path in ("/fr", "/de/organisationen", editor.address):
        answer = editor.visitor.get(path)
        expect(answer.status == 503, f"{path} answers {answer.status} without a database")
        expect(answer.headers.get("Retry-After"), f"{path} does not say when to try again")
        expect("<html" in answer.text and "PostgreSQL" not in answer.text, f"{path} says too much, or nothing")
        expect(answer.headers.get("Content-Security-Policy"), f"{path} lacks the security headers")
    expect(visitor.get("/healthz").status == 200, "/healthz must say that the program lives")
    expect(visitor.get("/readyz").status == 503, "/readyz must say that it cannot serve")


def run(options):
    with TemporaryFolder() as folder:
        store = PostgresStore(folder)
        stopped = False
        program = Program(options.program, store.options())
        try:
            program.verb("demo", "--organisations", "60")
            program.start()
            editor = Editor(store, program, 0, first_operator(store))
            for mode in ("fast", "immediate"):
                expect(editor.edit() and editor.acknowledged == 1, f"an edit is refused: {editor.refused}")
                store.stop(mode)
                stopped = True
                check_gone(program, editor)
                store.start()
                stopped = False
                began = time.monotonic()
                program.wait_until_ready(SECONDS_TO_RETURN)
                editor.audit()
                print(f"PostgreSQL gone ({mode}): 503, and back {time.monotonic() - began:.1f} s after it was back")
            program.stop()
        finally:
            if program.process:
                program.kill()
            if not stopped:
                store.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    arguments = parser.parse_args()
    sys.exit(under_test.main(lambda: run(arguments), "database_gone"))
