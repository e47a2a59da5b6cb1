// A member comes in by the link of a mail, on a phone, and edits the own entry: in French with scripts, in
// German without. What changes in one language makes the other one outdated.

import assert from "node:assert/strict";

import { signInByMail } from "../harness/doors.mjs";
import { expectSound } from "../harness/inspect.mjs";

export const title =
    "A member edits the own entry, and the other language becomes outdated: fr, de without scripts";

const WORDS = {
    fr: {
        account: "/fr/compte",
        edit: "Modifier",
        save: "Enregistrer",
        text: "En une phrase, français",
        meaning: /Le sens change/,
        skills: "Savoir-faire : à ajouter",
        skill: "décolletage",
        skillShown: "Décolletage",
        offer: "Offre, français",
        offered: "Capacité libre en décolletage dès mars.",
        addSite: "Ajouter un site",
        street: "Rue et numéro",
        postcode: "NPA",
        locality: "Localité",
        site: ["Rue du Pont 3", "2610", "Saint-Imier"],
        written: "Outillages pour des séries courtes.",
        other: "/de/organisationen/",
        outdated: /letzten inhaltlichen Änderung/,
    },
    de: {
        account: "/de/konto",
        edit: "Bearbeiten",
        save: "Speichern",
        text: "In einem Satz, Deutsch",
        meaning: /Der Sinn ändert sich/,
        skills: "Kompetenzen: hinzufügen",
        skill: "Läppen",
        skillShown: "Läppen",
        offer: "Angebot, Deutsch",
        offered: "Freie Kapazität beim Läppen ab März.",
        addSite: "Weiteren Standort hinzufügen",
        street: "Strasse und Nummer",
        postcode: "PLZ",
        locality: "Ort",
        site: ["Bahnhofstrasse 3", "2540", "Grenchen"],
        written: "Werkzeuge für Kleinserien.",
        other: "/fr/organisations/",
        outdated: /dernière modification de fond/,
    },
};

async function addSite(page, words) {
    await page.getByRole("button", { name: words.addSite }).click();
    for (const [i, field] of [words.street, words.postcode, words.locality].entries())
        await page
            .getByRole("textbox", { name: new RegExp(`^${field}`) })
            .last()
            .fill(words.site[i]);
}

async function fillIn(page, words) {
    const text = page.getByLabel(words.text);
    await text.fill(words.written);
    // The choice of what changed stands beside the text that it is about.
    const side = page.locator(".bilingual-side").filter({ has: text });
    await side.getByRole("radio", { name: words.meaning }).check();
    await page.getByLabel(words.offer).fill(words.offered);
    await page.getByLabel(words.skills).fill(words.skill);
}

async function edits({ site, visit }, language, scripts) {
    const words = WORDS[language];
    const page = await visit({ language, scripts, phone: true });
    await signInByMail(page, site, language, site.people.member.email);
    await page.goto(words.account);
    await page
        .getByRole("main")
        .getByRole("link", { name: "Kalitool Formenbau AG", exact: true })
        .click();
    const entry = new URL(page.url()).pathname;
    await page.getByRole("link", { name: words.edit, exact: true }).click();
    if (scripts) await expectSound(page);
    await addSite(page, words);
    await fillIn(page, words);
    await page.getByRole("button", { name: words.save }).last().click();

    const visitor = await visit({ language, phone: true });
    await visitor.goto(entry);
    const shown = await visitor.getByRole("main").innerText();
    for (const wanted of [words.written, words.offered, words.skillShown, words.site[0]])
        assert.ok(shown.includes(wanted), `“${wanted}” is missing on ${visitor.url()}:\n${shown}`);
    await visitor.goto(words.other + entry.split("/").at(-1));
    assert.match(await visitor.getByRole("main").innerText(), words.outdated);
    await expectSound(visitor);
}

export default async function (around) {
    await edits(around, "fr", true);
    await edits(around, "de", false);
}
