#!/usr/bin/env python3
"""sbom_test.py PROGRAM: the bill of materials names the package of every library that the program asks the
loader for, with a version that is installed, and nothing twice. Ends with 1 where it does not."""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


program = sys.argv[1]
bill = json.loads(output(ROOT / "packaging/sbom", program))
components = {one["name"]: one for one in bill["components"]}
problems = []
if (bill["bomFormat"], bill["specVersion"]) != ("CycloneDX", "1.5"):
    problems.append("not CycloneDX 1.5")
if len(components) != len(bill["components"]):
    problems.append("a component stands there twice")
if {one["bom-ref"] for one in bill["components"]} != set(bill["dependencies"][0]["dependsOn"]):
    problems.append("components and dependencies differ")

# What the program names itself, read without the loader: another way to the same packages.
needed = re.findall(r"\(NEEDED\).*\[(.+)\]", output("readelf", "-d", program))
# The loader takes the first of a name; the others are for other architectures.
where = dict(reversed(re.findall(r"^\s*(\S+) .*=> (\S+)$", output("/sbin/ldconfig", "-p"), re.M)))
for library in needed:
    path = pathlib.Path(where[library]).resolve()
    names = {str(path), str(path).removeprefix("/usr")}
    owners = {
        line.split(":")[0]
        for name in names
        for line in subprocess.run(["dpkg", "-S", name], capture_output=True, text=True).stdout.splitlines()
    }
    if not owners & components.keys():
        problems.append(f"{library} of {owners or path} is missing")
if len(needed) < 10:
    problems.append(f"only {len(needed)} libraries are asked for: is this the program?")

for name, one in components.items():
    installed = output("dpkg-query", "-W", "-f", "${Version}\n", name).split("\n")[0]
    if one["version"] != installed or one["purl"].split("@")[1].split("?")[0] != installed:
        problems.append(f"{name} is installed as {installed}, listed as {one['version']}")
for name in ("nlohmann-json3-dev", "libcli11-dev", "libexpected-dev"):
    if name not in components:
        problems.append(f"{name} is compiled in and missing")

print("\n".join(problems) or f"{len(components)} components, all there")
sys.exit(1 if problems else 0)
