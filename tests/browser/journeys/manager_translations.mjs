// The translation desk: what is open goes to an agency as XLIFF, comes back filled, and is current.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { signIn } from "../harness/doors.mjs";
import { expectSound } from "../harness/inspect.mjs";

export const title = "A manager exports texts as XLIFF, and takes a translated one in";

const list = "/fr/bureau/reseau/traductions?to=de";
const translated = "Übersetzt von einer Agentur.";

/// The first unit of the file with a target, and all others without.
function fillFirst(xliff) {
    const unit = /<unit[\s\S]*?<\/unit>/.exec(xliff)[0];
    const filled = unit
        .replace(/<target[\s\S]*?(<\/target>|\/>)/, "")
        .replace("</source>", `</source><target>${translated}</target>`);
    assert.notEqual(filled, unit, `no place for a translation in ${unit}`);
    return xliff.replace(unit, filled);
}

async function waiting(page) {
    await page.goto(list);
    const figure = page.getByRole("main").locator("dl.figures > div").filter({ hasText: "en allemand" });
    const counts = await figure.getByRole("definition").allInnerTexts();
    return counts.reduce((sum, count) => sum + Number(count), 0);
}

export default async function ({ site, visit }) {
    const page = await visit({ language: "fr" });
    await signIn(page, "fr", site.people.manager);
    const before = await waiting(page);
    await expectSound(page);

    const arriving = page.waitForEvent("download");
    await page.getByRole("link", { name: /XLIFF/ }).first().click();
    const xliff = fillFirst(await readFile(await (await arriving).path(), "utf8"));
    await page
        .getByLabel(/Le fichier traduit|XLIFF 2 ou CSV|Fichier/)
        .setInputFiles({ name: "de.xlf", mimeType: "application/xliff+xml", buffer: Buffer.from(xliff) });
    await page.getByRole("button", { name: "Voir ce que cela changerait" }).click();
    await expectSound(page);
    const ready = page.getByRole("listitem").filter({ hasText: translated });
    const entry = await ready.getByRole("link").first().getAttribute("href");
    await page.getByRole("button", { name: "Enregistrer ces traductions" }).click();
    await page.getByText(/Traductions enregistrées\s: 1\./).waitFor();

    assert.equal(await waiting(page), before - 1, "the piece is still waiting");
    await page.goto(entry);
    await page.goto(`/de/organisationen/${entry.split("/").at(-1)}`);
    const text = page.getByRole("main").getByText(translated);
    await text.waitFor();
    const outdated = page.locator(".text-block--outdated, .text-block--fallback").filter({ has: text });
    assert.equal(await outdated.count(), 0, "the translation is not current");
}
