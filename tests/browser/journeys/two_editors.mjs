// An owner invites a colleague, and both edit the same entry at the same time: the second sees both versions.

import assert from "node:assert/strict";

import { follow, signIn } from "../harness/doors.mjs";
import { expectSound } from "../harness/inspect.mjs";
import { linkFromMail } from "../harness/mails.mjs";

export const title = "Two people edit one entry: the second sees both versions and chooses";

const colleague = "noemie@kalitool.example";

async function invite(page) {
    await page.goto("/de/konto");
    await page
        .getByRole("main")
        .getByRole("link", { name: "Kalitool Formenbau AG", exact: true })
        .click();
    await page.getByRole("link", { name: "Bearbeiten", exact: true }).click();
    const edit = new URL(page.url()).pathname;
    await page.getByRole("link", { name: "Personen dieser Organisation" }).click();
    await expectSound(page);
    await page.getByRole("textbox", { name: "E-Mail" }).fill(colleague);
    await page.getByLabel("Vor- und Nachname").fill("Noémie Droz");
    await page.getByLabel("Sprache der E-Mail").selectOption({ label: "Französisch" });
    await page.getByRole("button", { name: "Einladung senden" }).click();
    return edit;
}

export default async function ({ site, visit }) {
    const owner = await visit({ language: "de" });
    await signIn(owner, "de", site.people.member);
    const edit = await invite(owner);
    const invited = await visit({ language: "fr", phone: true });
    await follow(invited, await linkFromMail(site, colleague));
    const slug = edit.split("/").at(-2);

    await owner.goto(edit);
    await invited.goto(`/fr/organisations/${slug}/modifier`);
    await owner.getByLabel("Anzahl Personen").first().fill("230");
    await owner.getByLabel("Angebot, Deutsch").fill("Frei ab Juni.");
    await owner.getByRole("button", { name: "Speichern" }).last().click();
    await invited.getByLabel("Nombre de personnes").first().fill("245");
    await invited.getByLabel("Besoins, français").fill("Nous cherchons un polisseur.");
    await invited.getByRole("button", { name: "Enregistrer" }).last().click();

    const field = invited.getByRole("group", { name: "Nombre de personnes" });
    await field.waitFor();
    await expectSound(invited);
    assert.equal(
        await field.getByRole("radio", { name: /245/ }).isChecked(),
        true,
        "one's own version is proposed",
    );
    await field.getByRole("radio", { name: /230/ }).check();
    await invited.getByRole("button", { name: "Enregistrer ce choix" }).click();

    await invited.goto(`/fr/organisations/${slug}`);
    const shown = await invited.getByRole("main").innerText();
    for (const wanted of ["230", "Frei ab Juni.", "Nous cherchons un polisseur."])
        assert.ok(shown.includes(wanted), `“${wanted}” is lost:\n${shown}`);
}
