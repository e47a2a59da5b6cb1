// The change log says who changed what, from what, and takes it back.

import assert from "node:assert/strict";

import { signIn } from "../harness/doors.mjs";
import { expectSound } from "../harness/inspect.mjs";

export const title = "The change log tells a member's change, and a manager undoes it";

const entry = "/de/organisationen/kalitool-formenbau-ag";

export default async function ({ site, visit }) {
    const member = await visit({ language: "de", phone: true });
    await signIn(member, "de", site.people.member);
    await member.goto(`${entry}/bearbeiten`);
    const name = member.getByLabel("Name", { exact: true });
    const before = await name.inputValue();
    await name.fill("Falsch getippt AG");
    await member.getByRole("button", { name: "Speichern" }).last().click();

    const manager = await visit({ language: "de" });
    await signIn(manager, "de", site.people.manager);
    await manager.goto("/de/schreibtisch/reseau/aenderungen");
    const change = manager.getByRole("listitem").filter({ hasText: "Falsch getippt AG" }).first();
    const told = await change.innerText();
    for (const wanted of ["Urs Gerber", before, "Falsch getippt AG"])
        assert.ok(told.includes(wanted), `the log does not say “${wanted}”: ${told}`);
    await expectSound(manager);
    await change.getByRole("link", { name: "Falsch getippt AG" }).click();
    await expectSound(manager);
    await change.getByRole("button", { name: "Diese Änderung zurücknehmen" }).click();

    const visitor = await visit({ language: "de" });
    await visitor.goto(entry);
    await visitor.getByRole("heading", { level: 1, name: before }).waitFor();
}
