"""The house rules on small trees that break them: each rule must notice, and must leave good code alone."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from house import findings  # noqa: E402

PARTS = """\
passerelle_part(base base)
passerelle_part(solver solver USES passerelle::base)
passerelle_part(db platform/db USES passerelle::base SQLite::SQLite3)
passerelle_part(http platform/http USES passerelle::base Boost::headers)
passerelle_part(html platform/html USES passerelle::http)
passerelle_part(accounts modules/accounts USES passerelle::db passerelle::html)
passerelle_part(directory modules/directory USES passerelle::accounts)
passerelle_part(events modules/events USES passerelle::directory)
passerelle_part(visits modules/visits USES passerelle::events)
passerelle_part(app app USES passerelle::visits)
"""
GOOD = {
    "src/CMakeLists.txt": PARTS,
    "src/base/id.hpp": "#pragma once\n#include <tl/expected.hpp>\n#include <array>\n",
    "src/platform/db/db.hpp": '#include "base/id.hpp"\n',
    "src/platform/db/db.cpp": '#include "platform/db/db.hpp"\n#include <sqlite3.h>\n#include <unistd.h>\n',
    "src/platform/http/server.hpp": '#include "base/id.hpp"\n',
    "src/platform/html/html.hpp": '#include "platform/http/server.hpp"\n',
    "src/modules/accounts/README.md": "Accounts\n",
    "src/modules/accounts/accounts.hpp": '#include "modules/accounts/ids.hpp"\n',
    "src/modules/accounts/ids.hpp": '#include "base/id.hpp"\n',
    "src/modules/accounts/policy.hpp": '#include "base/id.hpp"\n',
    "src/modules/directory/README.md": "Directory\n",
    "src/modules/directory/directory.hpp": '#include "modules/accounts/ids.hpp"\n',
    "src/modules/directory/store.cpp": '#include "platform/db/db.hpp"\nvoid f() { try {} catch (int) {} }\n',
    "src/modules/directory/pages.cpp": '#include "platform/html/html.hpp"\n',
    "src/app/main.cpp": '#include "modules/directory/directory.hpp"\nauto now = system_clock::now();\n',
}


def messages(files):
    with tempfile.TemporaryDirectory() as folder:
        for path, text in (GOOD | files).items():
            file = pathlib.Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return [str(finding) for finding in findings(folder)]


def including(*headers):
    return "".join(f'#include "{header}"\n' for header in headers)


class HouseRules(unittest.TestCase):
    def assert_broken(self, path, text, message, line=1):
        found = messages({path: text})
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(f"{path}:{line}: "), found)
        self.assertIn(message, found[0])

    def test_a_good_tree_is_left_alone(self):
        self.assertEqual(messages({}), [])

    def test_include_rules(self):
        table = [
            ("src/base/id.cpp", "platform/db/db.hpp", "the standard library and fmt only"),
            ("src/solver/plan.cpp", "platform/db/db.hpp", "solver may include base only"),
            ("src/platform/db/row.cpp", "modules/accounts/accounts.hpp", "base and platform only"),
            ("src/platform/http/page.cpp", "platform/html/html.hpp", "does not list html"),
            ("src/platform/http/rows.cpp", "platform/db/db.hpp", "does not list db"),
            ("src/modules/accounts/people.cpp", "modules/directory/directory.hpp", "accounts may use none"),
            ("src/modules/directory/claim.cpp", "modules/accounts/policy.hpp", "front door"),
            ("src/modules/directory/claim.cpp", "app/main.hpp", "nobody includes app"),
            ("src/modules/directory/claim.cpp", "platform/http/server.hpp", "operations know neither HTTP"),
            ("src/modules/directory/claims/claim.hpp", "platform/html/html.hpp", "neither HTTP nor"),
            ("src/modules/directory/claim_store.cpp", "platform/html/html.hpp", "a store holds SQL"),
            ("src/modules/directory/views.cpp", "modules/directory/store.hpp", "views never see the store"),
            ("src/modules/directory/views.hpp", "platform/db/db.hpp", "never ask the database"),
            ("src/modules/directory/portable.cpp", "platform/http/server.hpp", "neither HTTP nor HTML"),
            ("src/modules/directory/claim.cpp", "claim.hpp", "relative to src/"),
            ("src/modules/directory/claim.cpp", "tests/support/app.hpp", "only tests include tests/"),
        ]
        for path, header, message in table:
            with self.subTest(path=path, header=header):
                self.assert_broken(path, "\n" + including(header), message, line=2)

    def test_a_module_two_steps_down_the_line_may_be_used(self):
        good = {"src/modules/visits/README.md": "", "src/modules/visits/visit.cpp": ""}
        good["src/modules/visits/visit.cpp"] = including("modules/directory/directory.hpp")
        self.assertEqual(messages(good), [])

    def test_a_part_uses_only_what_stands_above_it(self):
        upward = "passerelle_part(base base USES passerelle::db)\npasserelle_part(db platform/db)\n"
        found = messages({"src/CMakeLists.txt": upward})
        self.assertIn("base uses db, which does not stand above it", found[0])

    def test_third_party_headers_have_one_place(self):
        table = [
            ("src/modules/directory/list.cpp", "<sqlite3.h>", "src/platform/db/ only"),
            ("src/platform/db/log.cpp", "<spdlog/spdlog.h>", "src/platform/log/ only"),
            ("src/platform/db/new.cpp", "<poco/net.h>", "is new here"),
            ("src/modules/directory/list.cpp", "<unistd.h>", "only platform and app"),
            ("src/modules/directory/list.cpp", "<gtest/gtest.h>", "tests/ only"),
        ]
        for path, header, message in table:
            with self.subTest(header=header):
                self.assert_broken(path, f"#include {header}\n", message)

    def test_an_include_in_a_comment_or_a_string_is_none(self):
        line = "#include <sqlite3.h>\n"
        text = f'// {line}auto a = R"(\n{line})";\n/*\n{line}*/\n'
        self.assertEqual(messages({"src/modules/directory/list.cpp": text}), [])

    def test_what_code_does_in_a_few_places_only(self):
        table = [
            ("src/modules/directory/claim.cpp", "f() ? Html::trusted(x) : y;", "use a template"),
            ("src/modules/directory/claim.cpp", "try { } catch (...) { }", "faults pass through modules"),
            ("src/platform/db/age.cpp", "auto n = std::chrono::system_clock::now();", "now is an argument"),
            ("src/platform/db/age.cpp", "auto n = time(nullptr);", "now is an argument"),
            ("src/solver/plan.cpp", "auto n = std::chrono::steady_clock::now();", "have no clock"),
            ("src/platform/db/dice.cpp", "auto n = rand();", "chance is an argument"),
        ]
        for path, text, message in table:
            with self.subTest(text=text):
                self.assert_broken(path, f"// rand() catch (\n{text}\n", message, line=2)

    def test_names_say_what_a_thing_is(self):
        for name in ["EventManager", "FormHelper", "StringUtils", "MailService", "ServerImpl", "VisitInfo"]:
            with self.subTest(name=name):
                self.assert_broken("src/base/thing.hpp", f"struct {name} {{\n", f"{name}: name it")
        self.assert_broken("src/base/string_utils.cpp", "\n", "name it for what it holds")
        self.assertEqual(messages({"src/base/role.hpp": "enum class Role { Manager, Member };\n"}), [])

    def test_words_and_characters(self):
        table = [
            ("src/base/id.cpp", "// TO" "DO: later", "say in docs/"),
            ("docs/setup.md", "see /wo" "rk/main", "a path of one machine"),
            ("docs/setup.md", "from registry.npm" "js.org", "package registry"),
            ("docs/setup.md", "as iss" "ue 12 says", "means nothing"),
            ("po/de.po", 'msgstr "Stra\u00dfe"', "Swiss German writes ss"),
            ("src/base/id.cpp", "\treturn;", "a tab"),
            ("src/base/id.cpp", "//" + "x" * 109, "wider than 110 columns"),
        ]
        for path, text, message in table:
            with self.subTest(text=text):
                self.assert_broken(path, f"\n{text}\n", message, line=2)

    def test_characters_are_counted_not_bytes(self):
        self.assertEqual(messages({"src/base/id.cpp": "//" + "é" * 108 + "\n"}), [])

    def test_each_module_has_a_readme(self):
        found = messages({"src/modules/events/events.hpp": ""})
        self.assertEqual(len(found), 1)
        self.assertIn("src/modules/events/README.md:1: missing", found[0])


def function_of(lines):
    return "int sum(int a)\n{\n" + "    ++a;\n" * (lines - 2) + "}\n"


class Ceilings(unittest.TestCase):
    path = "src/base/sum.cpp"

    def test_a_file_of_600_lines_and_a_function_of_70_are_not_too_long(self):
        self.assertEqual(messages({self.path: function_of(70) + "\n" * 529}), [])

    def test_longer_ones_are(self):
        found = messages({self.path: function_of(71) + "\n" * 530})
        self.assertEqual(len(found), 2)
        self.assertIn("602 lines, 600 at most", found[0])
        self.assertIn(f"{self.path}:2: sum has 71 lines", found[1])

    def test_a_test_is_named_by_its_sentence(self):
        found = messages({self.path: function_of(71).replace("int sum(int a)", "TEST(Sum, adds_up)")})
        self.assertIn("Sum.adds_up has 71 lines", found[0])

    def test_an_exception_excuses_what_it_names_up_to_its_size(self):
        entries = "# path function lines\nsrc/base/sum.cpp sum 80 # why\n"
        lists = {"tests/ratchets/house_function_lines.txt": entries}
        self.assertEqual(messages(lists | {self.path: function_of(80)}), [])
        self.assertIn("sum has 81 lines", messages(lists | {self.path: function_of(81)})[0])

    def test_exceptions_only_shrink(self):
        entry = "tests/ratchets/house_function_lines.txt"
        lists = {entry: "src/base/sum.cpp sum 80\n"}
        self.assertIn(f"{entry}:1: src/base/sum.cpp sum has become smaller: write 75",
                      messages(lists | {self.path: function_of(75)})[0])
        self.assertIn("delete this line", messages(lists | {self.path: function_of(70)})[0])

    def test_an_exception_without_size_excuses_any_other_rule(self):
        lists = {"tests/ratchets/house_catch.txt": "src/modules/directory/claim.cpp # the library throws\n"}
        code = {"src/modules/directory/claim.cpp": "try { } catch (int) { }\n"}
        self.assertEqual(messages(lists | code), [])
        self.assertIn("delete this line", messages(lists)[0])


if __name__ == "__main__":
    unittest.main()
