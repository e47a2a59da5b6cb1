// Once a year a mail asks whether the entry is right; its link confirms by one click, without signing in.

import assert from "node:assert/strict";

import { expectSound } from "../harness/inspect.mjs";
import { linkFromMail } from "../harness/mails.mjs";
import { installDemonstration, runToItsEnd } from "../harness/program.mjs";

export const title = "The yearly mail's link confirms an entry by one click: fr, de without scripts";

const YEAR_AND_MORE = 400 * 24 * 3600 * 1000;

// The network as if it had been filled more than a year ago.
const age = `
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
earlier = "update organisations set created_at = created_at - ?1, confirmed_at = confirmed_at - ?1"
database.execute(earlier, [int(sys.argv[2])])
database.commit()`;

export async function prepare(program) {
    const site = await installDemonstration(program);
    await runToItsEnd("python3", ["-c", age, `${site.data}/passerelle.db`, String(YEAR_AND_MORE)]);
    return site;
}

async function confirms({ site, visit }, { language, scripts, email, path, everything, confirmed, entry }) {
    const page = await visit({ language, scripts, phone: true });
    await page.goto(await linkFromMail(site, email, path));
    if (scripts !== false) await expectSound(page);
    await page.getByRole("button", { name: everything }).click();
    const visitor = await visit({ language });
    await visitor.goto(entry);
    const today = new Date().getFullYear();
    assert.match(await visitor.getByRole("main").innerText(), new RegExp(`${confirmed} .*${today}`));
}

export default async function (around) {
    await confirms(around, {
        language: "fr",
        email: "contact@alpiplast-sarl-2.example",
        path: /^\/fr\/.*\/confirmer\//,
        everything: "Tout est juste",
        confirmed: "Confirmé par l’organisation le",
        entry: "/fr/organisations/alpiplast-sarl",
    });
    await confirms(around, {
        language: "de",
        scripts: false,
        email: around.site.people.member.email,
        path: /^\/de\/.*\/bestaetigen\//,
        everything: "Alles stimmt",
        confirmed: "Von der Organisation bestätigt am",
        entry: "/de/organisationen/kalitool-formenbau-ag",
    });
}
