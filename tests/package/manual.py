#!/usr/bin/env python3
"""manual.py PROGRAM: what the program's own help says stands in its manual page and in its completion too,
and the other way round. Prints each difference; ends with 1 where there is one."""

import os
import pathlib
import re
import subprocess
import sys

PACKAGING = pathlib.Path(__file__).resolve().parents[2] / "packaging"
EVERY_VERB = "Options of every verb"


def help_of(program, verb):
    environment = {**os.environ, "LC_ALL": "C"}
    command = [program, *verb, "--help", "--lang", "en"]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def verbs_below(text):
    _, _, subcommands = text.partition("Subcommands:")
    return re.findall(r"^  ([a-z][a-z-]*) ", subcommands, re.M)


def options_of(text):
    return set(re.findall(r"^  (?:-h,)?(--[a-z-]+)", text, re.M)) - {"--help", "--version"}


def helps(program, verb=()):
    """The help of each verb that does something; of the program itself under EVERY_VERB."""
    text = help_of(program, verb)
    below = [name for name in verbs_below(text) if name != "help"]
    if not verb or not below:
        yield " ".join(verb) or EVERY_VERB, text
    for name in below:
        yield from helps(program, (*verb, name))


def manual_items(text):
    """The options that the manual has, for each verb, and for all of them."""
    items = {}
    verb = None
    for line in text.splitlines():
        if line.startswith((".Ss ", ".Sh ")):
            verb = EVERY_VERB if line == f".Ss {EVERY_VERB}" else None
        named = re.match(r"\.It (?:Xo )?Cm ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)*)(?= [A-Z]|$)", line)
        if named:
            verb = named[1]
        if verb and line.startswith("."):
            options = re.findall(r"\bFl (-[a-z-]+)", line)
            items.setdefault(verb, set()).update(f"-{option}" for option in options)
    return items


def differences(program):
    manual = (PACKAGING / "passerelle.1").read_text(encoding="utf-8")
    completion = (PACKAGING / "passerelle.bash").read_text(encoding="utf-8")
    items = manual_items(manual)
    said = dict(helps(program))
    everywhere = options_of(said[EVERY_VERB])
    for verb, text in said.items():
        if verb not in items:
            yield f"the manual has no verb {verb}"
            continue
        own = options_of(text)
        for option in sorted(own - items[verb]):
            yield f"the manual's {verb} lacks {option}"
        for option in sorted(items[verb] - own - everywhere):
            yield f"the manual's {verb} has {option}, the program has not"
        for variable in sorted(set(re.findall(r"Env:([A-Z_]+)", text))):
            if f".It Ev {variable}\n" not in manual:
                yield f"the manual lacks the variable {variable}"
        words = own if verb == EVERY_VERB else own | set(verb.split())
        for word in sorted(words):
            if not re.search(rf"(?<![\w-]){word}(?![\w-])", completion):
                yield f"the completion lacks {word}"
    for verb in sorted(items.keys() - said.keys()):
        yield f"the manual has a verb {verb}, the program has not"


found = list(differences(sys.argv[1]))
print("\n".join(found) or "the manual says what the program does")
sys.exit(1 if found else 0)
