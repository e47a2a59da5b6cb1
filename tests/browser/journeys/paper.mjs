// What comes out of the printer: A4, the content alone, every column, numbered pages, the address and the
// day.

import assert from "node:assert/strict";

import { signIn } from "../harness/doors.mjs";

export const title = "Pages of visitors and lists of managers print as one would put them on a table";

/// CSS pixels between the margins of an A4 page.
const PAPER_WIDTH = 680;

const SHEETS = [
    {
        path: "/fr/organisations/kalitool-formenbau-ag",
        pages: 1,
        shows: ["Kalitool Formenbau AG", "/fr/organisations/kalitool-formenbau-ag"],
    },
    { path: "/fr/organisations?q=laiton", pages: 3, shows: ["laiton", String(new Date().getFullYear())] },
    { path: "/de/organisationen?view=map", pages: 2, shows: ["Verzeichnis"] },
    { path: "/de/kompetenzen/bar-turning", pages: 2, shows: ["Langdrehen", "Décolletage", "Bar turning"] },
    {
        path: "/fr/bureau/reseau/organisations?kind=training",
        pages: 1,
        shows: ["Réseau Précision Arc", "Institution de formation", "Confirmée le"],
    },
    { path: "/de/schreibtisch/reseau/uebersetzungen?to=fr", pages: 3, shows: ["Übersetzungen", "Zeichen"] },
];

/// Whatever can only be pressed, and what leads through the site.
const OFF_PAPER = "nav:visible, button:visible, form[role=search]:visible, .skip:visible";

async function pagesOf(page) {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf).map(Number);
    assert.ok(
        Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2,
        `${width} × ${height} points are not A4`,
    );
    return pdf.match(/\/Type \/Page\b(?!s)/g).length;
}

async function expectSheet(page, { path, pages, shows }) {
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: PAPER_WIDTH, height: 900 });
    await page.goto(path);
    assert.deepEqual(
        await page.locator(OFF_PAPER).evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 80))),
        [],
        path,
    );
    const text = await page.locator("body").innerText();
    for (const wanted of shows)
        assert.ok(text.includes(wanted), `${path} on paper does not say “${wanted}”:\n${text}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= PAPER_WIDTH, `${path} is ${width} px wide, the paper ${PAPER_WIDTH}`);
    const count = await pagesOf(page);
    assert.ok(count >= 1 && count <= pages, `${path} takes ${count} pages, not up to ${pages}`);
}

export default async function ({ site, visit }) {
    const page = await visit({ language: "fr" });
    await signIn(page, "fr", site.people.manager);
    for (const sheet of SHEETS) await expectSheet(page, sheet);
}
