// Staff of an installation that asks for a second factor: enrolment, sign-in with it, with a recovery
// code; the list of sessions; and how often a password may be tried.

import assert from "node:assert/strict";

import { codeOfApp, follow, signIn, signInByMail, tryPassword } from "../harness/doors.mjs";
import { expectSound } from "../harness/inspect.mjs";
import { install } from "../harness/program.mjs";

export const title = "Second factor, recovery codes, sessions and throttled sign-in of a manager: fr, de";

const manager = { email: "manon.essai@example.org", password: "quatre ponts sur la Suze" };
const stranger = { email: "personne@example.org", password: "quatre ponts sur la Suze" };
const tries = 12;

export async function prepare(program) {
    const site = await install(program);
    await site.command("operator", "add", "essai", "--name", "Essai", "--lang", "fr");
    const printed = await site.command(
        "user",
        "add",
        manager.email,
        "--operator",
        "essai",
        "--role",
        "manager",
        "--lang",
        "fr",
        "--base-url",
        site.url,
    );
    site.invitation = /https?:\S+/.exec(printed)[0];
    return site;
}

async function enrol(page, site) {
    await follow(page, site.invitation);
    await page.getByRole("heading", { level: 1, name: "Configurer le second facteur" }).waitFor();
    await expectSound(page);
    const secret = await page.locator(".secret").innerText();
    await page.getByRole("textbox", { name: "Code" }).fill("000000");
    await page.getByRole("button", { name: "Activer" }).click();
    await page.getByRole("textbox", { name: "Code" }).fill(codeOfApp(secret, -1));
    await page.getByRole("button", { name: "Activer" }).click();
    await expectSound(page);
    const codes = await page.locator(".secret").allInnerTexts();
    await page.getByRole("link", { name: /continuer/ }).click();
    return { secret, codes };
}

async function choosePassword(page) {
    await page.goto("/fr/compte/mot-de-passe");
    await expectSound(page);
    await page.getByLabel(/mot de passe/i).fill(manager.password);
    await page.getByRole("button", { name: "Enregistrer" }).click();
}

async function endOtherSession(page, other) {
    await page.goto("/fr/compte");
    await expectSound(page);
    const sessions = page.getByRole("region", { name: "Sessions ouvertes" });
    assert.equal(await sessions.getByRole("listitem").count(), 2);
    await sessions.getByRole("button", { name: /^Terminer –/ }).click();
    assert.equal(await sessions.getByRole("listitem").count(), 1);
    await other.goto("/de/konto");
    await other.getByRole("main").getByRole("heading", { name: "Anmelden", exact: true }).waitFor();
}

/// What the page says after each of several tries with a wrong password.
async function answersTo(page, email) {
    const answers = [];
    for (let i = 0; i < tries; ++i) {
        await tryPassword(page, "fr", { email, password: "faux faux faux faux" });
        answers.push((await page.getByRole("alert").first().innerText()).trim());
    }
    return answers;
}

export default async function ({ site, visit }) {
    const page = await visit({ language: "fr" });
    const { secret, codes } = await enrol(page, site);
    assert.ok(codes.length >= 8, `recovery codes: ${codes}`);
    await choosePassword(page);

    const other = await visit({ language: "de" });
    await signIn(other, "de", manager);
    await expectSound(other);
    await other.getByRole("textbox", { name: "Code" }).fill(codeOfApp(secret, 0));
    await other.getByRole("button", { name: "Prüfen" }).click();
    await other.goto("/de/schreibtisch/essai");
    await other.getByRole("heading", { level: 1, name: "Was auf mich wartet" }).waitFor();
    await endOtherSession(page, other);

    // The mail is in the language of the person, whatever the page was in which it was asked for.
    await signInByMail(other, site, "de", manager.email);
    await other.getByRole("link", { name: "Utiliser un code de secours" }).click();
    await expectSound(other);
    await other.getByRole("textbox", { name: /code/i }).fill(codes[0]);
    await other.getByRole("button", { name: "Vérifier" }).click();
    await other.goto("/de/konto");
    await other.getByRole("heading", { level: 1, name: "Mein Konto" }).waitFor();

    const guesser = await visit({ language: "fr" });
    const known = await answersTo(guesser, manager.email);
    assert.match(known.at(-1), /Trop d’essais/, "a password may be tried without end");
    assert.deepEqual(
        await answersTo(guesser, stranger.email),
        known,
        "the answers tell who has an account",
    );
}
