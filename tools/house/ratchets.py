"""Exceptions: tests/ratchets/house_RULE.txt, one a line: the key of a finding, for ceilings also its size,
then ` # why`. A list may only shrink: a line that is no longer needed, or allows too much, fails too."""

from tree import Finding

PREFIX = "tests/ratchets/house_"


class _Exception:
    def __init__(self, path, line, text):
        words = text.split("#", 1)[0].split()
        self.path, self.line = path, line
        self.size = int(words.pop()) if len(words) > 1 and words[-1].isdigit() else 0
        self.key = " ".join(words)
        self.largest = -1


def _read(tree):
    exceptions = {}
    for path, source in tree.items():
        if not path.startswith(PREFIX):
            continue
        rule = path[len(PREFIX):].removesuffix(".txt")
        for number, text in enumerate(source.lines, 1):
            if text.split("#", 1)[0].strip():
                entry = _Exception(path, number, text)
                exceptions[rule, entry.key] = entry
    return exceptions


def without_exceptions(tree, findings):
    """The findings that no list excuses, then what is wrong with the lists themselves."""
    exceptions = _read(tree)
    for finding in findings:
        entry = exceptions.get((finding.rule, finding.key))
        if entry is None or finding.size > entry.size:
            yield finding
        if entry is not None:
            entry.largest = max(entry.largest, finding.size)
    for (rule, key), entry in exceptions.items():
        if entry.largest < 0:
            yield Finding("ratchets", entry.path, entry.line, f"{key} keeps the rule now: delete this line")
        elif entry.largest < entry.size:
            message = f"{key} has become smaller: write {entry.largest} instead of {entry.size}"
            yield Finding("ratchets", entry.path, entry.line, message)
