// How people come in: by a password, by the link of a mail, with a second factor.

import { createHmac } from "node:crypto";

import { linkFromMail, mailsSoFar } from "./mails.mjs";

const SIGN_IN = { fr: "/fr/connexion", de: "/de/anmelden" };
const PASSWORD_DOOR = { fr: "Avec un mot de passe", de: "Mit Passwort" };
const MAIL_DOOR = { fr: "Par courriel", de: "Per E-Mail" };
const MAIL_ADDRESS = /adresse électronique|E-Mail-Adresse/i;

async function openDoor(page, language, doors) {
    await page.goto(SIGN_IN[language]);
    return page.getByRole("main").getByRole("region", { name: doors[language] });
}

/// Fills the form with a password; the page that answers may be a refusal or ask for a second factor.
export async function tryPassword(page, language, { email, password }) {
    const door = await openDoor(page, language, PASSWORD_DOOR);
    await door.getByLabel(MAIL_ADDRESS).fill(email);
    await door.getByLabel(/mot de passe|Passwort/i).fill(password);
    await door.getByRole("button").click();
}

export async function signIn(page, language, person) {
    await tryPassword(page, language, person);
    const refusal = page.getByRole("alert");
    if (await refusal.count() > 0)
        throw new Error(`${person.email} is not let in: ${await refusal.first().innerText()}`);
}

export async function signInByMail(page, site, language, email) {
    const before = await mailsSoFar(site);
    const door = await openDoor(page, language, MAIL_DOOR);
    await door.getByLabel(MAIL_ADDRESS).fill(email);
    await door.getByRole("button").click();
    await follow(page, await linkFromMail(site, email, /./, before));
}

/// A link of a mail leads to a page that asks for one click, so that programs that only look at links in
/// mails do not use them up.
export async function follow(page, link) {
    await page.goto(link);
    await page.getByRole("main").getByRole("button").first().click();
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function bytesOfBase32(text) {
    const bits = [...text.replace(/[^A-Z2-7]/gi, "").toUpperCase()]
        .map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
    return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/// The six digits that an authenticator app shows (RFC 6238), `steps` of 30 seconds from now.
export function codeOfApp(secret, steps = 0, now = Date.now()) {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000) + steps));
    const digest = createHmac("sha1", bytesOfBase32(secret)).update(counter).digest();
    const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, "0");
}
