// Without an account: each kind of page that the sitemap or a link leads to, in both languages.

import { kindOf, linksOf, representatives, sitemapAddresses } from "../harness/addresses.mjs";
import { inspect, LOOKS_IN } from "../harness/inspect.mjs";

export const title = "Each kind of public page is accessible and fits: fr, de, light, dark, 320, 1280 px";

const PAGES_MAX = 24;

export default async function ({ site, visit }) {
    const problems = [];
    for (const language of ["fr", "de"]) {
        const page = await visit({ language });
        await page.goto("/");
        const home = page.url();
        const listed = await sitemapAddresses(page.request, site);
        if (listed.length === 0)
            problems.push("the sitemap is empty");
        const ours = (address) => new URL(address).pathname.startsWith(`/${language}`);
        const waiting = representatives([home, ...listed.filter(ours)], 2);
        const seen = new Set();
        for (let next = waiting.shift(); next && seen.size < PAGES_MAX; next = waiting.shift()) {
            seen.add(next);
            const answer = await page.goto(next);
            if (answer.status() >= 400) {
                problems.push(`${next} answers ${answer.status()}`);
                continue;
            }
            problems.push(...await inspect(page, LOOKS_IN[language]));
            const known = [...seen, ...waiting];
            const links = (await linksOf(page, site)).filter(ours);
            waiting.push(...representatives([...known, ...links], 2).filter((link) => !known.includes(link)));
        }
        const kinds = new Set([...seen].map(kindOf));
        if (kinds.size < 4)
            problems.push(`few kinds of page in ${language}: ${[...kinds].join(", ")}`);
    }
    if (problems.length > 0)
        throw new Error(problems.join("\n"));
}
