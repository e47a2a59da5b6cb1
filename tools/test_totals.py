"""test_totals.py FOLDER: counts the cases of a test run. FOLDER holds ctest.xml and the JSON that each
googletest program wrote. A program without JSON (a script, or one that crashed) counts as one case."""

import json
import pathlib
import sys
import xml.etree.ElementTree as xml


def cases_of(program_failed, report):
    if report is None:
        return (0, 1) if program_failed else (1, 0)
    failed = report["failures"] + report["errors"]
    passed = report["tests"] - report["disabled"] - failed
    return passed, failed if failed or not program_failed else 1


def read_report(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def totals(folder):
    passed = failed = 0
    for test in xml.parse(folder / "ctest.xml").getroot().iter("testcase"):
        program_failed = test.get("status") != "run"
        report = read_report(folder / f"test_{test.get('name')}.json")
        more_passed, more_failed = cases_of(program_failed, report)
        passed += more_passed
        failed += more_failed
    return passed, failed


if __name__ == "__main__":
    print("{} passed, {} failed".format(*totals(pathlib.Path(sys.argv[1]))))
