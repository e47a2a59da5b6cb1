#!/usr/bin/env python3
"""Meeting days made from a seed, for measuring: PEOPLE MEETINGS SLOTS TABLES SEED [--sessions N].

Each has a timetable, since its meetings are drawn slot by slot: people belong to a trade and speak one or
two languages, meet within their trade and language most of all, and one in ten is a hub whom many want to
see. Some come late, leave early or are away for a while, and some meetings are wanted in one half of the
day."""

import argparse
import json
import random

TRADES = 8


def participants(chance, count, slots):
    """Of each: trade, languages, how much in demand, the slots without it."""
    people = []
    for number in range(count):
        hub = number % 10 == 0
        absent = set()
        if chance.random() < 0.12:
            length = chance.randint(1, max(1, slots // 6))
            start = chance.choice([0, slots - length, chance.randrange(slots - length + 1)])
            absent = set(range(start, start + length))
        languages = chance.choices(["d", "f", "df"], [4, 3, 3])[0]
        wanted = chance.uniform(2.5, 4.0) if hub else chance.uniform(0.6, 1.4)
        people.append((chance.randrange(TRADES), set(languages), wanted, absent))
    return people


def affinity(one, other):
    trade = 4 if one[0] == other[0] else 1
    language = 1 if one[1] & other[1] else 0.1
    return trade * language


def partner(chance, people, one, free):
    """Somebody free whom `one` has reason to meet, of a few drawn by demand."""
    drawn = chance.choices(free, [people[p][2] for p in free], k=8)
    drawn = [p for p in drawn if p != one] or [p for p in free if p != one][:1]
    return max(drawn, key=lambda p: affinity(people[one], people[p]) * chance.random()) if drawn else None


def draw_meetings(chance, people, count, slots, tables):
    """(one, other, slot), no pair twice, each slot within its tables."""
    meetings, pairs = [], set()
    taken = [0] * slots
    busy = [set(person[3]) for person in people]
    tries = 0
    while len(meetings) < count:
        tries += 1
        if tries > 400 * count:
            raise SystemExit("too many meetings for that day")
        slot = min(chance.sample(range(slots), 2), key=lambda t: taken[t])
        if taken[slot] >= tables:
            continue
        free = [p for p in range(len(people)) if slot not in busy[p]]
        if len(free) < 2:
            continue
        one = chance.choices(free, [people[p][2] for p in free])[0]
        other = partner(chance, people, one, free)
        pair = (min(one, other), max(one, other)) if other is not None else None
        if pair is None or pair in pairs:
            continue
        pairs.add(pair)
        meetings.append((one, other, slot))
        taken[slot] += 1
        busy[one].add(slot)
        busy[other].add(slot)
    return meetings


def day(people_count, meeting_count, slots, tables, seed, sessions=2):
    chance = random.Random(f"{people_count} {meeting_count} {slots} {tables} {seed} {sessions}")
    people = participants(chance, people_count, slots)
    drawn = draw_meetings(chance, people, meeting_count, slots, tables)
    cuts = [slots * i // sessions for i in range(sessions + 1)]
    meetings = []
    for one, other, slot in drawn:
        session = next(i for i in range(sessions) if slot < cuts[i + 1]) + 1
        meetings.append([one + 1, other + 1, session if sessions > 1 and chance.random() < 0.3 else 0])
    chance.shuffle(meetings)
    return {
        "name": f"{people_count}-{meeting_count}-{slots}-{tables}-s{seed}" + ("" if sessions > 1 else "-one"),
        "slots": slots,
        "tables": tables,
        "sessions": [[cuts[i] + 1, cuts[i + 1]] for i in range(sessions)],
        "participants": [f"P{i + 1}" for i in range(people_count)],
        "meetings": meetings,
        "forbidden": {
            str(i + 1): sorted(t + 1 for t in person[3]) for i, person in enumerate(people) if person[3]
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("people", "meetings", "slots", "tables", "seed"):
        parser.add_argument(name, type=int)
    parser.add_argument("--sessions", type=int, default=2)
    given = parser.parse_args()
    made = day(given.people, given.meetings, given.slots, given.tables, given.seed, given.sessions)
    print(json.dumps(made))


if __name__ == "__main__":
    main()
