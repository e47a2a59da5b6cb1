"""house.py [ROOT]: checks the project against its house rules (docs/architecture.md) and prints what breaks
them, one finding a line: path, line, what, and what would be right. Exit status 1 if there is any."""

import sys

import code_rules
import layers
import ratchets
import sizes
import words
from tree import read_tree


def findings(root):
    tree = read_tree(root)
    found = [finding for rules in (layers, sizes, words, code_rules) for finding in rules.check(tree)]
    return sorted(ratchets.without_exceptions(tree, found), key=lambda finding: (finding.path, finding.line))


if __name__ == "__main__":
    broken = findings(sys.argv[1] if len(sys.argv) > 1 else ".")
    for finding in broken:
        print(finding)
    print(f"house rules: {len(broken)} broken" if broken else "house rules: all kept")
    sys.exit(1 if broken else 0)
