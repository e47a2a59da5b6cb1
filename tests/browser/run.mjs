// run.mjs PROGRAM [NAME…]: the browser journeys (journeys/*.mjs, or those whose name contains NAME). Each
// has an installation of PROGRAM of its own: the demonstration network, or what it exports as `prepare`. A
// journey fails too by what its pages did on the side, and where the server does not end with 0.

import { mkdir, readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";

import { installDemonstration } from "./harness/program.mjs";
import { run } from "./harness/report.mjs";
import { openBrowser, openVisitor } from "./harness/visitor.mjs";

const [program, ...names] = process.argv.slice(2);
if (!program) {
    console.error("usage: node run.mjs PROGRAM [NAME…]");
    process.exit(2);
}

const SEEN_CHARACTERS_MAX = 700;

const folder = new URL("journeys/", import.meta.url);
const files = (await readdir(folder)).filter((file) => file.endsWith(".mjs")).sort()
    .filter((file) => names.length === 0 || names.some((name) => file.includes(name)));

const pictures = join(dirname(resolve(program)), "browser-failures");
await mkdir(pictures, { recursive: true });
const browser = await openBrowser();

async function seenOn({ page }) {
    const text = await page.getByRole("main").innerText({ timeout: 1000 }).catch(() => "(no main)");
    return `${page.url()} shows\n${text.replace(/\n+/g, "\n").slice(0, SEEN_CHARACTERS_MAX)}`;
}

async function travel(file, journey, site) {
    const visitors = [];
    const visit = async (choice) => {
        visitors.push(await openVisitor(browser, site, choice));
        return visitors.at(-1).page;
    };
    try {
        await journey({ site, visit, program });
        const trouble = visitors.flatMap((visitor) => visitor.trouble);
        if (trouble.length > 0)
            throw new Error([...new Set(trouble)].join("\n"));
    } catch (problem) {
        for (const [number, { page }] of visitors.entries())
            await page.screenshot({ path: join(pictures, `${file}-${number}.png`), fullPage: true })
                .catch(() => {});
        problem.stack += `\n${(await Promise.all(visitors.map(seenOn))).join("\n")}`;
        throw problem;
    } finally {
        await Promise.all(visitors.map((visitor) => visitor.context.close()));
    }
}

async function travelIn(file, journey, prepare) {
    const site = await prepare(program);
    try {
        await site.serve();
        await travel(file, journey, site);
        await site.halt();
    } finally {
        await site.remove();
    }
}

const journeys = [];
for (const file of files) {
    const { title, default: journey, prepare = installDemonstration } = await import(new URL(file, folder));
    journeys.push([title, () => travelIn(file, journey, prepare)]);
}

const good = await run(journeys, availableParallelism());
await browser.close();
process.exit(good ? 0 : 1);
