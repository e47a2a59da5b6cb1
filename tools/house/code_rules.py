"""Things that C++ code does in a few places only."""

import re

from tree import Finding

# (what, pattern on code without comments and strings, where it is allowed, what would be right)
RULES = [
    (
        "trusted_html",
        re.compile(r"\bHtml::trusted\b"),
        re.compile(r"^src/platform/html/|^tools/templates/"),
        "text becomes Html by escaping: use a template, or add a component to platform/html",
    ),
    (
        "catch",
        re.compile(r"\bcatch\s*\("),
        re.compile(r"^(?!src/modules/)|^src/modules/.*\b(?:\w+_)?store\.cpp$|/tests/"),
        "faults pass through modules; only a store turns a unique violation into a refusal",
    ),
    (
        "clock",
        re.compile(
            r"\b(?:system_clock|high_resolution_clock|utc_clock)::now\b"
            r"|\btime\s*\(\s*(?:nullptr|NULL|0)\s*\)|\b(?:gettimeofday|clock_gettime)\s*\("
        ),
        re.compile(r"^(?!src/)|^src/app/|^src/platform/(?:http|jobs|log)/|/tests/"),
        "now is an argument: only http, the command line and the job runner read the clock",
    ),
    (
        "stopwatch",
        re.compile(r"\bsteady_clock::now\b"),
        re.compile(r"^(?!src/(?:base|solver|modules)/)|/tests/"),
        "base, solver and modules have no clock: take the time, or a question that says when to stop",
    ),
    (
        "chance",
        re.compile(r"\bs?rand\s*\(|\brandom_device\b|\barc4random|\bgetrandom\s*\("),
        re.compile(r"^(?!src/)|^src/platform/crypto/|^src/app/|/tests/"),
        "chance is an argument: take a Random& (base/bytes.hpp)",
    ),
]


def check(tree):
    for source in tree.values():
        if not source.is_cpp:
            continue
        for rule, pattern, allowed, right in RULES:
            if allowed.search(source.path):
                continue
            for found in pattern.finditer(source.code):
                message = f"{found.group().strip()}: {right}"
                yield Finding(rule, source.path, source.line_of(found.start()), message, source.path)
