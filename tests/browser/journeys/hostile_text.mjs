// Whatever a member writes is text: no element, no script, no request comes of it, on any page that shows it.

import assert from "node:assert/strict";

import { signIn } from "../harness/doors.mjs";

export const title = "Markup and formulas that a member writes stay text wherever they are shown";

const hostile = `=1+1 "'><script>document.title="taken"</script>`
    + `<img src="/taken.png" onerror="document.title='taken'"><svg/onload=x>{{7*7}}`;
const FIELDS = [
    "Nom",
    "En une phrase, français",
    "Description, français",
    "Offre, français",
    "Besoins, français",
    "Nom du site",
    "Rue et numéro",
    "machine d'électroérosion : type",
];
const SHOWN_BY = [
    "/fr/organisations/kalitool-formenbau-ag",
    "/de/organisationen/kalitool-formenbau-ag",
    "/fr/organisations?q=script",
    "/fr/organisations/kalitool-formenbau-ag/modifier",
    "/fr/bureau/reseau",
    "/fr/bureau/reseau/organisations?q=script",
    "/fr/bureau/reseau/organisations/kalitool-formenbau-ag",
    "/fr/bureau/reseau/modifications",
    "/fr/bureau/reseau/traductions?to=de",
];

async function expectText(page, path) {
    await page.goto(path);
    assert.doesNotMatch(await page.title(), /^taken$/, `${path} runs what a member wrote`);
    const made = page.locator(
        "script:not([src]):not([type='application/ld+json']), img[src*='taken'], svg[onload]",
    );
    assert.deepEqual(
        await made.evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 120))),
        [],
        `on ${path}`,
    );
}

export default async function ({ site, visit }) {
    const member = await visit({ language: "fr" });
    await signIn(member, "fr", site.people.member);
    await member.goto("/fr/organisations/kalitool-formenbau-ag/modifier");
    for (const field of FIELDS) await member.getByLabel(field).first().fill(hostile);
    await member.getByRole("button", { name: "Enregistrer" }).last().click();
    assert.match(member.url(), /done=saved/, `not saved: ${await member.getByRole("main").innerText()}`);

    const manager = await visit({ language: "fr" });
    await signIn(manager, "fr", site.people.manager);
    for (const path of SHOWN_BY) await expectText(manager, path);
    await manager.goto(SHOWN_BY[0]);
    await manager.getByRole("heading", { level: 1, name: "<script>" }).waitFor();

    const csv = await (
        await manager.request.get("/fr/bureau/reseau/organisations/liste?format=csv")
    ).text();
    assert.match(csv, /kalitool|script/i);
    assert.doesNotMatch(csv, /(^|[;,\n])"?=1\+1/, "a spreadsheet would compute what a member wrote");
}
