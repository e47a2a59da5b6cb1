"""What ./dev test counts, above all that no failure is lost."""

import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from test_totals import totals  # noqa: E402


def counted(programs):
    """`programs`: name -> (status that ctest gives, googletest's (tests, failures, disabled) or nothing)."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        rows = [f'<testcase name="{test}" status="{status}"/>' for test, (status, _) in programs.items()]
        (folder / "ctest.xml").write_text(f"<testsuite>{''.join(rows)}</testsuite>", encoding="utf-8")
        for test, (_, report) in programs.items():
            if report:
                numbers = dict(zip(("tests", "failures", "disabled"), report), errors=0)
                (folder / f"test_{test}.json").write_text(json.dumps(numbers), encoding="utf-8")
        return totals(folder)


class Totals(unittest.TestCase):
    def test_cases_of_programs_and_scripts_add_up(self):
        self.assertEqual(counted({"base": ("run", (10, 0, 1)), "house": ("run", None)}), (10, 0))

    def test_failed_cases_count(self):
        self.assertEqual(counted({"base": ("fail", (10, 2, 0)), "house": ("fail", None)}), (8, 3))

    def test_a_program_that_fails_after_its_last_case_counts_as_one_failure(self):
        self.assertEqual(counted({"base": ("fail", (10, 0, 0))}), (10, 1))

    def test_a_program_that_did_not_run_failed(self):
        self.assertEqual(counted({"base": ("notrun", None)}), (0, 1))


if __name__ == "__main__":
    unittest.main()
