// run.mjs PROGRAM [NAME…]: the browser journeys (journeys/*.mjs, or those whose name contains NAME) against
// a demonstration network served by PROGRAM. A journey fails too by what its pages did on the side.

import { mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

import { startProgram } from "./harness/program.mjs";
import { run } from "./harness/report.mjs";
import { openBrowser, openVisitor } from "./harness/visitor.mjs";

const [program, ...names] = process.argv.slice(2);
if (!program) {
    console.error("usage: node run.mjs PROGRAM [NAME…]");
    process.exit(2);
}

const folder = new URL("journeys/", import.meta.url);
const files = (await readdir(folder)).filter((file) => file.endsWith(".mjs")).sort()
    .filter((file) => names.length === 0 || names.some((name) => file.includes(name)));

const pictures = join(dirname(program), "browser-failures");
await mkdir(pictures, { recursive: true });
const site = await startProgram(program);
const browser = await openBrowser();

async function travel(file, journey) {
    const visitors = [];
    const visit = async (choice) => {
        visitors.push(await openVisitor(browser, site, choice));
        return visitors.at(-1).page;
    };
    try {
        await journey({ site, visit });
        const trouble = visitors.flatMap((visitor) => visitor.trouble);
        if (trouble.length > 0)
            throw new Error([...new Set(trouble)].join("\n"));
    } catch (problem) {
        for (const [number, { page }] of visitors.entries())
            await page.screenshot({ path: join(pictures, `${file}-${number}.png`) }).catch(() => {});
        throw problem;
    } finally {
        await Promise.all(visitors.map((visitor) => visitor.context.close()));
    }
}

const journeys = [];
for (const file of files) {
    const { title, default: journey } = await import(new URL(file, folder));
    journeys.push([title, () => travel(file, journey)]);
}
journeys.push(["serve ends with 0 when it is asked to stop", () => site.stop()]);

const good = await run(journeys);
await browser.close();
process.exit(good ? 0 : 1);
