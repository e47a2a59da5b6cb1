// The same organisation twice: merged field by field, the old address leads to the new one, and all of it
// undone.

import assert from "node:assert/strict";

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { signIn } from "../harness/doors.mjs";
import { expectSound } from "../harness/inspect.mjs";
import { installDemonstration } from "../harness/program.mjs";

export const title = "A manager merges two entries field by field, and undoes the merge";

const twice = `ref;name;street;postcode;place;phone;website
901;Brändli Feinwerk AG;Bahnhofstrasse 4;2540;Grenchen;032 555 09 01;www.braendli-feinwerk.example
902;Braendli Feinwerk;Bahnhofstr. 4;2540;Granges;032 555 09 02;braendli-feinwerk.example
`;

export async function prepare(program) {
    const site = await installDemonstration(program);
    const file = join(site.data, "twice.csv");
    await writeFile(file, twice);
    await site.command("import", "organisations", file, "--operator", "reseau");
    return site;
}

/// The path of each entry that the page compares.
async function comparedEntries(page) {
    return page
        .locator(".compare-record")
        .getByRole("link")
        .evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
}

export default async function ({ site, visit }) {
    const page = await visit({ language: "de" });
    await signIn(page, "de", site.people.manager);
    await page.goto("/de/schreibtisch/reseau/doppelte");
    await expectSound(page);
    const pair = page.getByRole("rowheader").filter({ hasText: "Brändli Feinwerk AG" });
    await pair.getByRole("link").click();
    await expectSound(page);

    const [first, second] = await comparedEntries(page);
    await page
        .getByRole("group", { name: "Telefon" })
        .getByRole("radio", { name: /555 09 02/ })
        .check();
    await page.getByRole("button", { name: "Zusammenführen" }).click();
    await page.getByRole("button", { name: "Zusammenführung rückgängig machen" }).waitFor();
    await expectSound(page);
    const merged = page.url();

    const visitor = await visit({ language: "de" });
    await visitor.goto(second);
    assert.equal(new URL(visitor.url()).pathname, first, "the old address does not lead to the survivor");
    await page.goto(first);
    await page
        .getByRole("main")
        .getByText(/555 09 02/)
        .waitFor();
    await page.goto("/de/schreibtisch/reseau/doppelte");
    assert.equal(await pair.count(), 0, "the pair is still waiting");

    await page.goto(merged);
    await page.getByRole("button", { name: "Zusammenführung rückgängig machen" }).click();
    await page.getByText("Jeder Eintrag ist wie vorher.").waitFor();
    await visitor.goto(second);
    assert.equal(
        new URL(visitor.url()).pathname,
        second,
        "after the undo the second entry has no page of its own",
    );
}
