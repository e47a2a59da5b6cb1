// A member of staff signs in by the link of a mail, and out again. The link serves once.

import assert from "node:assert/strict";

import { inspect } from "../harness/inspect.mjs";
import { linkFromMail } from "../harness/mails.mjs";

export const title = "Sign in by the link of a mail, once, and sign out";

const address = "manon.essai@example.org";

export default async function ({ site, visit }) {
    await site.command("operator", "add", "essai", "--name", "Essai", "--lang", "fr");
    await site.command("user", "add", address, "--operator", "essai", "--role", "viewer", "--lang", "fr");

    const page = await visit({ language: "fr" });
    await page.goto("/");
    await page.getByRole("link", { name: "Se connecter" }).first().click();
    const problems = await inspect(page);
    await page.getByLabel(/adresse électronique/i).first().fill(address);
    await page.getByRole("button", { name: "Recevoir le lien" }).first().click();

    const link = await linkFromMail(site, address);
    await follow(page, link);
    await page.getByRole("button", { name: "Se déconnecter" }).first().waitFor();
    problems.push(...await inspect(page));
    assert.deepEqual(problems, []);

    const other = await visit({ language: "fr" });
    await follow(other, link);
    const signedIn = await other.getByRole("button", { name: "Se déconnecter" }).count();
    assert.equal(signedIn, 0, "the link served twice");

    await page.getByRole("button", { name: "Se déconnecter" }).first().click();
    await page.getByRole("link", { name: "Se connecter" }).first().waitFor();
}

// A page may ask for a click, so that programs that only look at links in mails do not use them up.
async function follow(page, link) {
    await page.goto(link);
    const confirm = page.getByRole("main").getByRole("button", { name: /se connecter|continuer/i });
    if (await confirm.count() > 0)
        await confirm.first().click();
}
