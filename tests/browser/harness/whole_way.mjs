// From a chamber's spreadsheet to a directory in two languages that outlives its machine.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { codeOfApp, follow } from "./doors.mjs";
import { expectSound } from "./inspect.mjs";

const list = new URL("../../data/members-as-they-come.csv", import.meta.url).pathname;
const firm = "Décolletage Vauclair Sàrl";

/// A manager of a new operator, who must enrol a second factor.
export async function addManager(site) {
    await site.command("operator", "add", "kammer", "--name", "Wirtschaftskammer", "--lang", "de");
    const printed = await site.command(
        "user",
        "add",
        "leitung@kammer.example",
        "--operator",
        "kammer",
        "--role",
        "manager",
        "--lang",
        "de",
        "--base-url",
        site.url,
    );
    site.invitation = /https?:\S+/.exec(printed)[0];
}

async function comeIn(page, site) {
    await follow(page, site.invitation);
    const secret = await page.locator(".secret").innerText();
    await page.getByRole("textbox", { name: "Code" }).fill(codeOfApp(secret));
    await page.getByRole("button", { name: "Aktivieren" }).click();
    await page.getByRole("main").getByRole("link").first().click();
}

async function importList(page) {
    await page.goto("/de/schreibtisch/kammer/importe");
    await page.getByLabel("Ihre Liste, so wie sie ist").setInputFiles(list);
    await page.getByRole("button", { name: "Weiter" }).click();
    await page.getByRole("button", { name: "Zeilen prüfen" }).click();
    await page.getByRole("button", { name: /Zeilen importieren/ }).click();
    await page.getByRole("heading", { name: "Der Import ist erledigt." }).waitFor();
}

/// The owner, invited by the manager, writes an offer in French.
async function memberEdits(page, visit, linkOf) {
    await page.goto("/de/organisationen/decolletage-vauclair-sarl/personen");
    await page.getByRole("textbox", { name: "E-Mail" }).fill("anna@vauclair-decolletage.example");
    await page.getByLabel("Vor- und Nachname").fill("Anna Muster");
    await page.getByLabel("Sprache der E-Mail").selectOption({ label: "Französisch" });
    await page.getByRole("button", { name: "Einladung senden" }).click();
    const member = await visit({ language: "fr", phone: true });
    await follow(member, await linkOf("anna@vauclair-decolletage.example"));
    await member.goto("/fr/organisations/decolletage-vauclair-sarl/modifier");
    await member.getByLabel("Offre, français").fill("Pièces décolletées en laiton, de 0,5 à 32 mm.");
    await member.getByRole("button", { name: "Enregistrer" }).last().click();
    await member.goto("/fr/organisations/decolletage-vauclair-sarl");
    await member.getByRole("main").getByText("de 0,5 à 32 mm").waitFor();
}

/// From the German side, with the reason: the French words are found by German ones, and the other way round.
async function found(visit) {
    const page = await visit({ language: "de", phone: true });
    for (const query of ["pièces décolletées en laiton", "Drehteile aus Messing"]) {
        await page.goto(`/de/organisationen?q=${encodeURIComponent(query)}`);
        const hit = page.getByRole("article").filter({ hasText: firm });
        const seen = await page.getByRole("main").innerText();
        assert.ok((await hit.count()) === 1, `“${query}” does not find ${firm}:\n${seen}`);
        assert.match(
            await hit.innerText(),
            /Gefunden:.*(Drehteil|Langdrehen|décollet|Décollet|Drehen)/s,
            "the reason is not shown",
        );
    }
    await expectSound(page);
}

/// `lose` destroys what was stored, and leaves an installation that can be restored into.
export async function travelAllTheWay({ site, visit }, linkOf, lose) {
    const vault = await mkdtemp(join(tmpdir(), "passerelle-vault-"));
    try {
        const page = await visit({ language: "de" });
        await comeIn(page, site);
        await importList(page);
        await memberEdits(page, visit, linkOf);
        await found(visit);
        await site.command("backup", join(vault, "backup"));
        await lose();
        await site.command("restore", join(vault, "backup"));
        await site.serve();
        await found(visit);
        const visitor = await visit({ language: "fr" });
        await visitor.goto("/fr/organisations/decolletage-vauclair-sarl");
        await visitor.getByRole("main").getByText("de 0,5 à 32 mm").waitFor();
    } finally {
        await rm(vault, { recursive: true, force: true });
    }
}
