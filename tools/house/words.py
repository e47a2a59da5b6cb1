"""Words, names and characters that have no place in the project."""

import re

from tree import Finding

TYPE_NAME = re.compile(
    r"\b(?:class|struct|enum(?:\s+class)?|concept|namespace|using)\s+(?:\[\[\w+\]\]\s+)?(\w+)"
    r"(?=\s*[:;{=<]|\s+final|$)",
    re.MULTILINE,
)
EMPTY_ENDING = re.compile(r"(?:Managers?|Helpers?|Utils?|Utility|Utilities|Services?|Impl|Info|Data)$")
EMPTY_FILE = re.compile(
    r"^(?:src|tools|bench)/(?:.*[_/])?"
    r"(?:managers?|helpers?|utils?|utility|utilities|services?|impl)(?:/|\.\w+$)"
    r"|/(?:misc|common)\.\w+$"
)

# Patterns are written so that this file does not contain what it looks for.
UNFINISHED = re.compile(r"\b(?:T[O]DO|F[I]XME|X[X]X|H[A]CK)\b")
BANNED = [
    (
        re.compile(r"(?<![\w.$}*])/[w]ork/|(?<![\w.$}*])/[t]mp/t/|(?<![\w.$}*/])/[r]oot\b"),
        "a path of one machine",
    ),
    (
        re.compile(r"registry\.[n]pmjs|[n]odesource\.com|[p]ypi\.org|proxy\.[g]olang|deb\.[d]ebian\.org"),
        "the name of a package registry",
    ),
    (re.compile(r'"[r]esolved":'), "an address of a package registry (see tests/browser/.npmrc)"),
    (re.compile(r"\b[Ii]ssue #?\d"), "a number that means nothing to a reader of the code"),
]

# German texts of Switzerland write ss. Parts that fold or stem any German need the letter, and so do tests.
SHARP_S = "\u00df"
SHARP_S_ALLOWED = re.compile(r"^src/platform/(?:i18n|search|documents)/|(?:^|/)tests/|^data/(?!demo)")

TABS_ALLOWED = re.compile(r"^data/|(?:^|/)tests/|(?:^|/)corpus/|\.po$|\.1$")
PROSE_LEFT_OUT = re.compile(r"^data/|(?:^|/)corpus/")


def check(tree):
    for source in tree.values():
        yield from _names(source)
        if PROSE_LEFT_OUT.search(source.path):
            continue
        yield from _lines(source)
    yield from _german(tree)
    yield from _module_readmes(tree)


def _names(source):
    if EMPTY_FILE.search(source.path):
        yield Finding("names", source.path, 1, "name it for what it holds, not for being useful", source.path)
    if not source.is_cpp:
        return
    for found in TYPE_NAME.finditer(source.code):
        if EMPTY_ENDING.search(found.group(1)):
            message = f"{found.group(1)}: name it for what it is; Manager, Util, Impl and such say nothing"
            yield Finding("names", source.path, source.line_of(found.start(1)), message, found.group(1))


def _lines(source):
    for number, line in enumerate(source.lines, 1):
        if "\t" in line and not TABS_ALLOWED.search(source.path):
            yield Finding("tabs", source.path, number, "a tab: indent with spaces", source.path)
        if UNFINISHED.search(line):
            yield Finding("unfinished", source.path, number, "do it, or say in docs/ why not", source.path)
        for pattern, what in BANNED:
            if pattern.search(line):
                message = f"{what} does not belong into the project"
                yield Finding("words", source.path, number, message, source.path)


def _german(tree):
    for source in tree.values():
        if SHARP_S_ALLOWED.search(source.path):
            continue
        for number, line in enumerate(source.lines, 1):
            if SHARP_S in line:
                yield Finding("sharp_s", source.path, number, "Swiss German writes ss", source.path)


def _module_readmes(tree):
    inside = [path for path in tree if path.startswith("src/modules/") and path.count("/") > 2]
    modules = {path.split("/")[2] for path in inside}
    for module in sorted(modules):
        readme = f"src/modules/{module}/README.md"
        if readme not in tree:
            message = "missing: words, states, who may do what, published SQL views, in half a page"
            yield Finding("readmes", readme, 1, message, readme)
