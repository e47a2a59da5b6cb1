"""Who may include whom. The platform's order is read from src/CMakeLists.txt, the modules' line is here."""

import re

from tree import Finding

# Each module, and the modules whose front doors it may use.
MODULES = {
    "accounts": [],
    "directory": ["accounts"],
    "networking": ["accounts", "directory"],
    "events": ["accounts", "directory"],
    "assembly": ["accounts", "directory"],
    "voice": ["accounts", "directory"],
    "visits": ["accounts", "directory", "events"],
    "meetings": ["accounts", "directory", "events"],
}
MODULES["handover"] = list(MODULES)

# Third-party headers by how their name begins, and where they may be included. The first that fits decides.
THIRD_PARTY = [
    ("boost/locale", ["src/platform/i18n/"]),
    ("boost/", ["src/platform/http/"]),
    ("unicode/", ["src/platform/i18n/"]),
    ("date/", ["src/platform/i18n/"]),
    ("sqlite3.h", ["src/platform/db/"]),
    ("libpq-fe.h", ["src/platform/db/", "tests/support/"]),
    ("xapian", ["src/platform/search/"]),
    ("spdlog/", ["src/platform/log/"]),
    ("nlohmann/", ["src/platform/json/"]),
    ("sodium", ["src/platform/crypto/"]),
    ("openssl/", ["src/platform/crypto/"]),
    ("curl/", ["src/platform/mail/"]),
    ("zlib.h", ["src/platform/http/", "tools/word_list/"]),
    ("qrencode.h", ["src/platform/documents/"]),
    ("xlsxwriter", ["src/platform/documents/"]),
    ("pugixml", ["src/platform/documents/"]),
    ("archive", ["src/platform/documents/"]),
    ("cadical", ["src/solver/"]),
    ("CLI/", ["src/app/"]),
    ("tl/", ["src/base/"]),
    ("fmt/", ["src/", "tools/", "bench/", "tests/"]),
    ("gtest/", ["tests/"]),
    ("gmock/", ["tests/"]),
    ("benchmark/", ["bench/"]),
]
OPERATING_SYSTEM = re.compile(
    r"^(sys|netinet|arpa|linux)/"
    r"|^(unistd|fcntl|signal|poll|netdb|pwd|grp|dirent|spawn|syslog|malloc|termios)\.h$"
)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
_PART = re.compile(r"passerelle_part\(\s*(\w+)\s+(\S+?)(?:\s+USES\s+([^)]*))?\s*\)")


def includes(source):
    """(line, is ours, name) of each include; those inside comments and strings do not count."""
    for found in _INCLUDE.finditer(source.text):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        if source.code[start] == "#":
            yield source.line_of(start), found.group(1) == '"', found.group(2)


class Parts:
    """The parts of src/CMakeLists.txt: folder of each, and what each may reach."""

    def __init__(self, text):
        self.folder = {}
        self.reach = {}
        self.wrong = []
        for found in _PART.finditer(text):
            name, folder, uses = found.group(1), found.group(2), found.group(3) or ""
            direct = [word.split("::", 1)[1] for word in uses.split() if word.startswith("passerelle::")]
            line = text.count("\n", 0, found.start()) + 1
            for used in direct:
                if used not in self.folder:
                    self.wrong.append((line, f"{name} uses {used}, which does not stand above it"))
            self.folder[name] = folder
            self.reach[name] = set(direct).union(*(self.reach.get(used, set()) for used in direct))

    def of(self, path):
        """The part that a path below src/ belongs to, or nothing."""
        fitting = [name for name, folder in self.folder.items() if path.startswith(folder + "/")]
        return max(fitting, key=lambda name: len(self.folder[name]), default=None)


def kind_of(folder):
    return folder.split("/")[0]


def role_of(path):
    """What a file of a module is for, by its name."""
    stem = path.rsplit("/", 1)[-1].split(".")[0]
    if "/views/" in path:
        return "views"
    for role, names in {
        "store": ["store"],
        "views": ["views", "view"],
        "entry": ["pages", "page", "api", "commands", "routes", "request"],
        "forms": ["forms", "form"],
        "access": ["access"],
        "portable": ["portable"],
    }.items():
        if any(stem == name or stem.endswith("_" + name) for name in names):
            return role
    return "operation"


# What a file of a module never includes, by its role.
NEVER = {
    "operation": (
        ["platform/http/", "platform/html/", "platform/json/"],
        "operations know neither HTTP nor HTML nor JSON: move that to pages, api, views or forms",
    ),
    "store": (
        ["platform/http/", "platform/html/", "platform/json/"],
        "a store holds SQL and its binding: move that to pages, api or views",
    ),
    "views": (["platform/db/"], "views show typed values and never ask the database: give them the value"),
    "portable": (["platform/http/", "platform/html/"], "what is handed over knows neither HTTP nor HTML"),
}


def _kind_refusal(ours, theirs):
    """Why a part of folder `ours` may never use one of folder `theirs`, whatever CMake says; or nothing."""
    kind, used = kind_of(ours), kind_of(theirs)
    if used == "app":
        return "nobody includes app"
    if kind in ("base", "solver") and used not in ("base", kind):
        return f"{kind} may include {'base' if kind == 'solver' else 'the standard library and fmt'} only"
    if kind == "platform" and used not in ("base", "platform"):
        return "the platform may include base and platform only"
    if kind == "modules" and used == "modules":
        return _line_refusal(ours.split("/")[1], theirs.split("/")[1])
    return None


def _line_refusal(module, used):
    allowed = MODULES.get(module, [])
    if used in allowed:
        return None
    return (
        f"modules form a line: {module} may use {', '.join(allowed) or 'none'}; "
        "what flows upstream goes through changes and jobs"
    )


def _door_refusal(tree, module, name):
    """Another module is entered by its front door, or by a header that the front door includes or names."""
    door = f"modules/{module}/{module}.hpp"
    if name == door or (f"src/{door}" in tree and name in tree[f"src/{door}"].text):
        return None
    return f'another module is entered by its front door "{door}", or by what that one includes or names'


def _role_refusal(path, name):
    role = role_of(path)
    prefixes, why = NEVER.get(role, ([], ""))
    if any(name.startswith(prefix) for prefix in prefixes):
        return why
    if role == "views" and role_of(name) == "store" and name.startswith("modules/"):
        return "views never see the store: give them the value"
    return None


def _ours_refusal(tree, source, name, parts):
    path = source.path.removeprefix("src/")
    ours, theirs = parts.of(path), parts.of(name)
    if theirs is None:
        return f'no part of src/CMakeLists.txt has "{name}": includes are relative to src/'
    if ours is None or ours == "app" or source.is_test:
        return None
    if ours != theirs:
        refusal = _kind_refusal(parts.folder[ours], parts.folder[theirs])
        if not refusal and path.startswith("modules/") and name.startswith("modules/"):
            refusal = _door_refusal(tree, parts.folder[theirs].split("/")[1], name)
        if refusal:
            return refusal
        if theirs not in parts.reach[ours]:
            return f"src/CMakeLists.txt does not list {theirs} among what {ours} uses"
    if path.startswith("modules/"):
        return _role_refusal(path, name)
    return None


def _outside_refusal(path, name):
    for prefix, places in THIRD_PARTY:
        if name.startswith(prefix):
            if any(path.startswith(place) or f"/{place}" in path for place in places):
                return None
            return f"<{name}> is included in {' and '.join(places)} only: use that part's own header"
    if OPERATING_SYSTEM.match(name):
        if path.startswith(("src/base/", "src/solver/", "src/modules/")) and "/tests/" not in path:
            return f"<{name}> belongs to the operating system: only platform and app talk to it"
        return None
    if "/" in name or "." in name:
        return f"<{name}> is new here: wrap it in one platform part and add it to tools/house/layers.py"
    return None


def check(tree):
    listing = tree.get("src/CMakeLists.txt")
    parts = Parts(listing.text if listing else "")
    for line, wrong in parts.wrong:
        yield Finding("layers", "src/CMakeLists.txt", line, wrong, "src/CMakeLists.txt")
    for source in tree.values():
        if not source.is_cpp:
            continue
        in_src = source.path.startswith("src/")
        for line, ours, name in includes(source):
            if not ours:
                refusal = _outside_refusal(source.path, name)
            elif in_src and not name.startswith("tests/"):
                refusal = _ours_refusal(tree, source, name, parts)
            elif in_src and not source.is_test:
                refusal = "only tests include tests/"
            else:
                continue
            if refusal:
                yield Finding("layers", source.path, line, f"{name}: {refusal}", f"{source.path} {name}")
