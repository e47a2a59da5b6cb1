#!/usr/bin/env python3
"""Pages a second, latency, memory and start of the release build at 1,000 and 100,000 organisations, beside a constant page
of the same server in the same run.  bench/bench_pages.py [ORGANISATIONS…]"""

import random
import sys
import urllib.parse

from served import folder, load, row, run, served, slugs

WORDS_FR = ["décolletage", "polissage miroir", "pièces décolletées en laiton", "électroérosion à fil", "titane",
            "acier 316L", "traitement thermique", "soudage laser", "implants dentaires", "boîtes de montres", "taillage",
            "moules d'injection", "salle blanche", "étalonnage", "formation horlogers", "galvanoplastie", "rhodiage"]
WORDS_DE = ["Drehteile", "Spiegelpolieren", "Drehteile aus Messing", "Drahterodieren", "Titan", "Härten", "Laserschweissen",
            "Dentalimplantate", "Uhrengehäuse", "Verzahnung", "Spritzguss", "Reinraum", "Kalibrieren", "Lernende", "Galvanik"]
PLACES = ["biel-bienne", "moutier", "delemont", "la-chaux-de-fonds", "grenchen", "solothurn", "saint-imier", "tramelan"]


def searches(chance):
    for _ in range(600):
        lang, words, path = chance.choice([("fr", WORDS_FR, "/fr/organisations"), ("de", WORDS_DE, "/de/organisationen")])
        query = {"q": " ".join(chance.sample(words, chance.choice([1, 1, 2])))}
        if chance.random() < 0.3:
            query["place"] = chance.choice(PLACES)
        yield f"{path}?{urllib.parse.urlencode(query)}"


def lists(chance):
    kinds = ["company", "training", "association", "public"]
    regions = ["be-jura-bernois", "be-biel-bienne", "ju", "ne", "so", "be-seeland"]
    for _ in range(400):
        query = {}
        if chance.random() < 0.6:
            query["region"] = chance.choice(regions)
        if chance.random() < 0.4:
            query["kind"] = chance.choice(kinds)
        yield "/fr/organisations" + ("?" + urllib.parse.urlencode(query) if query else "")


def measure(organisations):
    with folder() as data:
        filled = run("demo", "--data", data, "--organisations", organisations, "--seed", 3)
        print(f"\n{organisations} organisations: demo in {filled:.1f} s")
        with served(data) as server:
            print(f"first page after {server.seconds_to_first_page:.2f} s, {server.resident_mb():.0f} MB resident")
            chance = random.Random(1)
            pages = slugs(server, 5000)
            results = {
                "constant page": load(server, ["/healthz"]),
                "organisation page": load(server, pages),
                "list with facets": load(server, list(lists(chance))),
                "search": load(server, list(searches(chance))),
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
