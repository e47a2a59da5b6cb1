"""Ceilings on the length of files, functions and lines."""

import re

from tree import Finding

FILE_LINES_MAX = 600
FUNCTION_LINES_MAX = 70
COLUMNS_MAX = 110
CODE = (".cpp", ".hpp", ".sql", ".css", ".js", ".mjs", ".py", ".sh")

# A brace alone on its line opens a function: every other block opens at the end of a line.
_OPENS = re.compile(r"^( *)\{$")
_NAME = re.compile(r"([~\w:]+)\s*\(")


def is_code(source):
    return source.path.endswith(CODE) or source.lines[0].startswith("#!")


def functions(source):
    """(name, first line, lines from brace to brace) of each function of a C++ file."""
    lines = source.code.split("\n")
    for number, line in enumerate(lines):
        opens = _OPENS.match(line.rstrip())
        if not opens:
            continue
        closing = opens.group(1) + "}"
        end = next((n for n in range(number + 1, len(lines)) if lines[n].startswith(closing)), None)
        if end is not None:
            yield _name_above(source, lines, number), number + 1, end - number + 1


def _name_above(source, lines, brace):
    """The name of the function whose body opens at line `brace`: the nearest one above at the same depth."""
    depth = len(lines[brace]) - len(lines[brace].lstrip())
    for line in range(brace - 1, max(-1, brace - 12), -1):
        text = lines[line]
        if text.strip() and len(text) - len(text.lstrip()) == depth:
            found = _NAME.search(text)
            if found and found.group(1).startswith(("TEST", "TYPED_TEST")):
                return re.sub(r"[\s,]+", ".", source.lines[line].split("(", 1)[1].rstrip(" )"))
            if found:
                return found.group(1)
    return "unnamed"


def check(tree):
    for source in tree.values():
        if not is_code(source):
            continue
        yield from _long_file(source)
        yield from _long_lines(source)
        if source.is_cpp:
            yield from _long_functions(source)


def _long_file(source):
    length = source.text.count("\n")
    if length > FILE_LINES_MAX:
        message = f"{length} lines, {FILE_LINES_MAX} at most: split it by noun"
        yield Finding("file_lines", source.path, 1, message, source.path, length)


def _long_functions(source):
    for name, line, length in functions(source):
        if length > FUNCTION_LINES_MAX:
            message = f"{name} has {length} lines, {FUNCTION_LINES_MAX} at most: give its steps names"
            yield Finding("function_lines", source.path, line, message, f"{source.path} {name}", length)


def _long_lines(source):
    wide = [number for number, line in enumerate(source.lines, 1) if len(line) > COLUMNS_MAX]
    if wide:
        lines = "1 line is" if len(wide) == 1 else f"{len(wide)} lines are"
        right = ": ./dev check --fix" if source.is_cpp else ""
        message = f"{lines} wider than {COLUMNS_MAX} columns{right}"
        yield Finding("columns", source.path, wide[0], message, source.path)
