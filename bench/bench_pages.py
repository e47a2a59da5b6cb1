#!/usr/bin/env python3
"""Pages a second, latency, memory and start of the release build at 1,000 and 100,000 organisations, beside a constant page
of the same server in the same run.  bench/bench_pages.py [ORGANISATIONS…]"""

import random
import re
import sys
import urllib.parse

from served import folder, load, row, run, served, slugs

WORDS_FR = ["décolletage", "polissage miroir", "pièces décolletées en laiton", "électroérosion à fil", "titane",
            "acier 316L", "traitement thermique", "soudage laser", "implants dentaires", "boîtes de montres", "taillage",
            "moules d'injection", "salle blanche", "étalonnage", "formation horlogers", "galvanoplastie", "rhodiage"]
WORDS_DE = ["Drehteile", "Spiegelpolieren", "Drehteile aus Messing", "Drahterodieren", "Titan", "Härten", "Laserschweissen",
            "Dentalimplantate", "Uhrengehäuse", "Verzahnung", "Spritzguss", "Reinraum", "Kalibrieren", "Lernende", "Galvanik"]
FACETS = ["kind", "region", "place", "capability", "material", "machine", "certification", "market", "lang", "operator"]
# So many that no cache of whole answers can hold them all.
ADDRESSES = 5000


def facet_values(server):
    """What the lists can be narrowed by, as the pages offer it."""
    found = {}
    for facet in FACETS:
        page = server.get(f"/fr/organisations?more={facet}").decode()
        found[facet] = sorted(set(re.findall(rf'name="{facet}" value="([^"]+)"', page)))
    return {facet: values for facet, values in found.items() if values}


def distinct(make):
    made = {}
    while len(made) < ADDRESSES:
        made[make()] = True
    return list(made)


def as_people_ask(chance, addresses):
    """The same addresses as they are asked for: the one of rank n as often as 1/n (Zipf)."""
    return chance.choices(addresses, weights=[1 / rank for rank in range(1, len(addresses) + 1)], k=4 * ADDRESSES)


def searches(chance, facets):
    def make():
        words, path = chance.choice([(WORDS_FR, "/fr/organisations"), (WORDS_DE, "/de/organisationen")])
        query = {"q": " ".join(chance.sample(words, chance.choice([1, 2, 2])))}
        if chance.random() < 0.6:
            query["place"] = chance.choice(facets["place"])
        return f"{path}?{urllib.parse.urlencode(query)}"

    return distinct(make)


def lists(chance, facets):
    def make():
        narrowed = chance.sample(sorted(facets), chance.choice([0, 1, 2, 2]))
        query = {facet: chance.choice(facets[facet]) for facet in narrowed}
        return chance.choice(["/fr/organisations", "/de/organisationen"]) + (
            "?" + urllib.parse.urlencode(query) if query else "")

    return distinct(make)


def measure(organisations):
    with folder() as data:
        filled = run("demo", "--data", data, "--organisations", organisations, "--seed", 3)
        print(f"\n{organisations} organisations: demo in {filled:.1f} s")
        with served(data) as server:
            print(f"first page after {server.seconds_to_first_page:.2f} s, {server.resident_mb():.0f} MB resident")
            chance = random.Random(1)
            pages = slugs(server, ADDRESSES)
            facets = facet_values(server)
            asked = searches(chance, facets)
            results = {
                "constant page": load(server, ["/fr/accessibilite"]),
                "organisation page": load(server, pages),
                "list with facets": load(server, lists(chance, facets)),
                "search, as people ask": load(server, as_people_ask(chance, asked)),
                "search, no two alike": load(server, asked),
                "home": load(server, ["/fr", "/de"]),
            }
            for name, result in results.items():
                row(name, result)
            done = sum(result["per_second"] * 8 for result in results.values())
            print(f"{server.resident_mb():.0f} MB resident after {done:.0f} pages")
        return results


def main():
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 100000]
    measured = {size: measure(size) for size in sizes}
    if len(sizes) > 1:
        small, large = measured[sizes[0]], measured[sizes[-1]]
        print(f"\nprocessor time per page, {sizes[-1]} against {sizes[0]} organisations:")
        for name in large:
            ratio = small[name]["per_processor_second"] / large[name]["per_processor_second"]
            print(f"{name:34} x{ratio:.2f}")


main()
