"""The files of the project as the house rules see them, and what a rule finds in them."""

import pathlib
import re
import subprocess
from dataclasses import dataclass

LEFT_OUT = re.compile(r"^(build|passerelle-data|\.git)([-/]|$)|(^|/)node_modules/|(^|/)__pycache__/")
TEXT = {".cpp", ".hpp", ".html", ".css", ".js", ".mjs", ".sql", ".py", ".sh", ".md", ".po", ".pot", ".txt"}
TEXT |= {".cmake", ".json", ".yml", ".env", ".service", ".1", ""}

# A comment, a string or a character; whichever starts first. `1'000` is a number, not a character.
_NOT_CODE = re.compile(
    r'R"(?P<mark>[^()\s\\]{0,16})\([\s\S]*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|//[^\n]*"
    r"|/\*[\s\S]*?\*/"
    r"|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'"
)


@dataclass(frozen=True)
class Finding:
    """`rule` and `key` are what tests/ratchets/house_RULE.txt names; `size` is for rules with a ceiling."""

    rule: str
    path: str
    line: int
    message: str
    key: str = ""
    size: int = 0

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


class Source:
    """One text file. `code` is its text with comments and strings blanked, line for line."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.lines = text.split("\n")
        self._code = None

    @property
    def name(self):
        return self.path.rsplit("/", 1)[-1]

    @property
    def stem(self):
        return self.name.split(".")[0]

    @property
    def is_cpp(self):
        return self.path.endswith((".cpp", ".hpp"))

    @property
    def is_test(self):
        return "/tests/" in f"/{self.path}"

    @property
    def code(self):
        if self._code is None:
            self._code = _NOT_CODE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), self.text)
        return self._code

    def line_of(self, place):
        return self.text.count("\n", 0, place) + 1


def _paths(root):
    """What git knows or would add; in a folder without git, every file that is not a product of the build."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-co", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        return sorted(set(listed.stdout.splitlines()))
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def read_tree(root):
    """Every text file of the project by its path."""
    root = pathlib.Path(root)
    tree = {}
    for path in _paths(root):
        file = root / path
        if LEFT_OUT.search(path) or file.suffix not in TEXT or not file.is_file():
            continue
        try:
            tree[path] = Source(path, file.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue  # a corpus or a test input that is broken on purpose
    return tree
