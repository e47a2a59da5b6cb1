#!/usr/bin/env python3
"""Import of 10,000 organisations from CSV: seconds and the most memory that it took."""

import csv
import resource
import subprocess
import sys

from served import BINARY, folder

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
TRADES = [("Décolletage", "Drehteile", "bar-turning", "laiton"), ("Polissage", "Polieren", "polishing", "titane"),
          ("Taillage", "Verzahnung", "gear-cutting", "acier trempé"), ("Laser", "Laser", "laser-welding", "saphir")]
PLACES = [("2502", "Biel/Bienne"), ("2740", "Moutier"), ("2800", "Delémont"), ("2540", "Grenchen"), ("2610", "Saint-Imier")]


def write(path):
    with open(path, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["ref", "name", "lang", "summary_fr", "summary_de", "street", "postcode", "place", "website", "phone",
                        "employees", "capabilities", "materials", "member_since", "contact_name", "contact_email"])
        for number in range(ROWS):
            fr, de, capability, material = TRADES[number % len(TRADES)]
            postcode, place = PLACES[number % len(PLACES)]
            table.writerow([f"M{number}", f"{fr} Exemple {number} SA", "fr", f"{fr} de précision en {material}.",
                            f"{de} für die Präzisionsindustrie.", f"Rue de l’Industrie {number % 90}", postcode, place,
                            f"https://www.exemple-{number}.example", f"032 {300 + number % 600} {number % 90 + 10} 12",
                            number % 200, capability, material, "2019-01-01", f"Anne Exemple {number}",
                            f"anne{number}@exemple-{number}.example"])


with folder() as data:
    spreadsheet = data / "members.csv"
    write(spreadsheet)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = data / "report.json"
    subprocess.run([BINARY, "import", "organisations", spreadsheet, "--operator", "chambre", "--data", data / "data",
                    "--report", report], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{ROWS} rows: {used:.1f} processor seconds, {after.ru_maxrss / 1024:.0f} MB at most")
    print(report.read_text()[:400])
