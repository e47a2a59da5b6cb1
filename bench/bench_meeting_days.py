#!/usr/bin/env python3
"""The timetable engine beside clasp, one day after the other: files given, or days made by the generator.

    bench_meeting_days.py [--limit SECONDS] [--threads N] [--fairness D] [--no-clasp] [FILE…]

clasp gets the same clauses as WCNF and the strategy that suits them best (usc,oll). Each plan of the engine
is recounted. Needs a release build."""

import argparse
import json
import pathlib
import subprocess
import tempfile
import time

import meeting_day_generator

BINARY = pathlib.Path(__file__).resolve().parent.parent / "build" / "passerelle"
GENERATED = [
    (120, 500, 16, 40, 1),
    (120, 500, 16, 40, 2),
    (200, 1000, 20, 60, 1),
    (200, 1000, 20, 56, 1),
    (200, 1000, 20, 52, 1),
    (400, 2400, 24, 120, 1),
    (1000, 8000, 32, 300, 1),
]


def engine(day, plan, given):
    started = time.monotonic()
    limits = ["--time-limit", str(given.limit), "--threads", str(given.threads)]
    command = [BINARY, "schedule", day, "-o", plan, *limits]
    subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
    seconds = time.monotonic() - started
    made = json.loads(plan.read_text())
    if "slot" in made:
        subprocess.run([BINARY, "schedule", "--check", day, plan], check=True, stdout=subprocess.DEVNULL)
    return seconds, made.get("status"), made.get("objective", ""), made.get("bound", "")


def clasp(day, formula, given):
    subprocess.run([BINARY, "schedule", day, "--formula", formula], check=True)
    started = time.monotonic()
    command = ["clasp", "--opt-strategy=usc,oll", f"--time-limit={given.limit}", "--quiet=2", formula]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    seconds = time.monotonic() - started
    values = [line.split()[1] for line in said.splitlines() if line.startswith("o ")]
    proved = "s OPTIMUM FOUND" in said or "s UNSATISFIABLE" in said
    return seconds, "proved" if proved else "open", values[-1] if values else ""


def days(given, folder):
    if given.files:
        for file in given.files:
            yield json.loads(pathlib.Path(file).read_text())
    else:
        for size in GENERATED:
            yield meeting_day_generator.day(*size)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--fairness", type=int)
    parser.add_argument("--no-clasp", action="store_true")
    parser.add_argument("files", nargs="*")
    given = parser.parse_args()
    total = 0.0
    print("| day | s | status | breaks | bound | clasp s | clasp |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        day, plan, formula = (pathlib.Path(folder) / name for name in ("day.json", "plan.json", "day.wcnf"))
        for made in days(given, folder):
            if given.fairness is not None:
                made["fairness"] = given.fairness
            day.write_text(json.dumps(made))
            seconds, status, breaks, bound = engine(day, plan, given)
            total += seconds
            row = f"| {made['name']} | {seconds:.2f} | {status} | {breaks} | {bound} |"
            if not given.no_clasp:
                other, proved, value = clasp(day, formula, given)
                row += f" {other:.2f} | {proved} {value} |"
            print(row, flush=True)
    print(f"\nengine in all: {total:.1f} s")


if __name__ == "__main__":
    main()
