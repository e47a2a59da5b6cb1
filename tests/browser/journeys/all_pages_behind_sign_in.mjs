// With an account: each kind of page that a link leads to, of a member and of an administrator.

import { kindOf, linksOf, representatives } from "../harness/addresses.mjs";
import { signIn } from "../harness/doors.mjs";
import { inspect, LOOKS_IN } from "../harness/inspect.mjs";

export const title =
    "Each kind of page behind the sign-in is accessible and fits: fr, de, light, dark, 320, 1280 px";

const PAGES_MAX = 40;
const TOURS = [
    {
        language: "fr",
        who: "member",
        start: "/fr/compte",
        inside: /^\/fr\/(compte|second-facteur|organisations\/[^/]+\/)/,
        kinds: 6,
    },
    {
        language: "de",
        who: "member",
        start: "/de/konto",
        inside: /^\/de\/(konto|organisationen\/[^/]+\/)/,
        kinds: 6,
    },
    {
        language: "fr",
        who: "administrator",
        start: "/fr/bureau/reseau",
        inside: /^\/fr\/bureau\//,
        kinds: 14,
    },
    {
        language: "de",
        who: "administrator",
        start: "/de/schreibtisch/reseau",
        inside: /^\/de\/schreibtisch\//,
        kinds: 14,
    },
];

/// Nothing where the address is that of a file.
async function open(page, address) {
    try {
        return await page.goto(address);
    } catch (problem) {
        if (problem.message.includes("Download is starting")) return undefined;
        throw problem;
    }
}

async function travel(page, site, { language, start, inside, kinds }) {
    const problems = [];
    // What is public has a journey of its own, but leads to the own entry.
    const leads = (address) => inside.test(new URL(address).pathname) || /kalitool/.test(address);
    const seen = new Set();
    const waiting = [site.url + start];
    for (let next = waiting.shift(); next && seen.size < PAGES_MAX; next = waiting.shift()) {
        seen.add(next);
        const answer = await open(page, next);
        if (!answer) continue;
        if (answer.status() >= 400) {
            problems.push(`${next} answers ${answer.status()}`);
            continue;
        }
        problems.push(...(await inspect(page, LOOKS_IN[language])));
        const known = [...seen, ...waiting];
        const links = (await linksOf(page, site)).filter(leads);
        waiting.push(...representatives([...known, ...links], 1).filter((link) => !known.includes(link)));
    }
    const found = new Set([...seen].map(kindOf));
    if (found.size < kinds) problems.push(`few kinds of page from ${start}: ${[...found].join(", ")}`);
    return problems;
}

export default async function ({ site, visit }) {
    const problems = [];
    for (const tour of TOURS) {
        const page = await visit({ language: tour.language });
        await signIn(page, tour.language, site.people[tour.who]);
        problems.push(...(await travel(page, site, tour)));
    }
    if (problems.length > 0) throw new Error(problems.join("\n"));
}
