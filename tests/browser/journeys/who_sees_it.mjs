// A member decides field by field who sees it; a visitor sees what is for everybody, and nothing else
// anywhere.

import assert from "node:assert/strict";

import { signIn } from "../harness/doors.mjs";
import { expectSound } from "../harness/inspect.mjs";

export const title = "A field is for everybody, then for members only, and a visitor no longer sees it";

const phone = "+41 32 300 00 01";
const entry = "/fr/organisations/kalitool-formenbau-ag";

async function show(page, audience) {
    await page.goto(`${entry}/modifier`);
    await page.getByLabel("Téléphone : visible pour").selectOption({ label: audience });
    await page.getByRole("button", { name: "Enregistrer" }).last().click();
}

/// Everything that a visitor can have of the entry: the page in both languages, the card, the data.
async function everythingOf(visitor) {
    const pages = [];
    for (const address of [
        entry,
        "/de/organisationen/kalitool-formenbau-ag",
        `${entry}/vcard`,
        "/api/v1/organisations?q=kalitool",
    ])
        pages.push(await (await visitor.request.get(address)).text());
    return pages.join("\n").replace(/[^\d+]/g, "");
}

export default async function ({ site, visit }) {
    const member = await visit({ language: "fr", phone: true });
    const visitor = await visit({ language: "fr" });
    const digits = phone.replace(/[^\d+]/g, "");
    await signIn(member, "fr", site.people.member);

    await show(member, "tout le monde");
    await visitor.goto(entry);
    await visitor
        .getByRole("main")
        .getByRole("link", { name: /300 00 01/ })
        .waitFor();
    assert.ok(
        (await everythingOf(visitor)).includes(digits),
        "what is for everybody is nowhere to be seen",
    );

    await show(member, "les membres");
    await visitor.goto(entry);
    await expectSound(visitor);
    const shown = (await visitor.content()) + (await everythingOf(visitor));
    assert.ok(!shown.replace(/[^\d+]/g, "").includes(digits.slice(-9)), "a visitor still sees the number");
    await member.goto(entry);
    await member
        .getByRole("main")
        .getByText(/300 00 01/)
        .waitFor();
}
