// Visitors without an account: one claims an entry, in German, the other proposes a new one, in French. A
// manager says yes to both, and both are the owners of a public entry.

import assert from "node:assert/strict";

import { follow, signIn } from "../harness/doors.mjs";
import { expectSound } from "../harness/inspect.mjs";
import { linkFromMail } from "../harness/mails.mjs";

export const title = "Visitors claim an entry and propose one by mail, a manager accepts both";

const entry = "/de/organisationen/alpiplast-sarl";
const claimant = "petra.muster@alpiplast.example";
const proposer = "luc.exemple@atelier-neuf.example";

async function claim({ site, visit }) {
    const page = await visit({ language: "de", phone: true });
    await page.goto(entry);
    await page.getByRole("link", { name: "Diesen Eintrag selbst pflegen" }).click();
    await expectSound(page);
    await page.getByLabel("Name", { exact: false }).first().fill("Petra Muster");
    await page.getByLabel(/E-Mail/).fill(claimant);
    await page.getByRole("button", { name: "Weiter per E-Mail" }).click();
    await expectSound(page);
    await follow(page, await linkFromMail(site, claimant));
    const confirm = page.getByRole("main").getByRole("button", { name: "Anmelden" });
    if ((await confirm.count()) > 0) await confirm.click();
    await page.getByRole("main").getByRole("textbox").last().fill("Ich leite die Firma.");
    await page.getByRole("button", { name: "Senden" }).click();
    await expectSound(page);
    return page;
}

async function propose({ site, visit }) {
    const page = await visit({ language: "fr", phone: true });
    await page.goto("/fr/proposer");
    await expectSound(page);
    await page.getByRole("radio", { name: "Entreprise" }).check();
    await page.getByLabel("Nom de l’organisation").fill("Atelier Neuf Sàrl");
    await page.getByLabel("NPA").fill("2720");
    await page.getByLabel("Localité").fill("Tramelan");
    await page.getByLabel("Prénom et nom").fill("Luc Exemple");
    await page.getByLabel("Votre courriel").fill(proposer);
    await page.getByRole("button", { name: "Continuer par courriel" }).click();
    await expectSound(page);
    await follow(page, await linkFromMail(site, proposer));
    return page;
}

async function accept(page, name) {
    const row = page.getByRole("article").filter({ hasText: name });
    await row.getByRole("button", { name: /^Accepter/ }).click();
    await page.getByRole("article").filter({ hasText: name }).waitFor({ state: "detached" });
}

export default async function (around) {
    const [member] = await Promise.all([claim(around), propose(around)]);
    const manager = await around.visit({ language: "fr" });
    await signIn(manager, "fr", around.site.people.manager);
    await manager.goto("/fr/bureau/reseau/propositions");
    await expectSound(manager);
    await accept(manager, "Alpiplast");
    await accept(manager, "Atelier Neuf Sàrl");

    await member.goto(entry);
    await member.getByRole("link", { name: "Bearbeiten", exact: true }).click();
    await member.getByRole("heading", { level: 1, name: /Alpiplast/ }).waitFor();
    const visitor = await around.visit({ language: "fr" });
    const answer = await visitor.goto("/fr/organisations/atelier-neuf-sarl");
    assert.equal(answer.status(), 200, "the accepted organisation has no public page");
    const owner = await around.visit({ language: "fr", phone: true });
    await follow(owner, await linkFromMail(around.site, proposer, /connexion/));
    await owner.goto("/fr/organisations/atelier-neuf-sarl/modifier");
    await owner.getByLabel("Nom", { exact: true }).waitFor();
}
