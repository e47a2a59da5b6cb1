// A chamber's list as it comes: uploaded, its columns corrected, each row looked at, written, and taken
// back. What somebody has touched meanwhile stays, and is named.

import assert from "node:assert/strict";

import { signIn } from "../harness/doors.mjs";
import { expectSound } from "../harness/inspect.mjs";

export const title = "A manager imports a list as it comes and undoes it: CSV in German, XLSX in French";

const list = (ending) => new URL(`../../data/members-as-they-come.${ending}`, import.meta.url).pathname;

/// Label → number, of the figures above the rows.
async function figuresOf(page) {
    return page
        .locator("dl.figures > div")
        .evaluateAll((figures) =>
            figures.map((figure) => Number(figure.querySelector("dd").textContent.replace(/\D/g, ""))),
        );
}

function expectSum([rows, ...parts]) {
    assert.equal(
        parts.reduce((sum, part) => sum + part, 0),
        rows,
        `${parts.join(" + ")} is not ${rows} rows`,
    );
}

async function germanCsv({ site, visit }) {
    const page = await visit({ language: "de" });
    await signIn(page, "de", site.people.manager);
    await page.goto("/de/schreibtisch/reseau/importe");
    await expectSound(page);
    await page.getByLabel("Ihre Liste, so wie sie ist").setInputFiles(list("csv"));
    await page.getByRole("button", { name: "Weiter" }).click();

    await expectSound(page);
    await page.getByRole("combobox", { name: "Rem. 2" }).selectOption({ label: "Nicht importieren" });
    await page.getByRole("button", { name: "Zeilen prüfen" }).click();
    await expectSound(page);
    const planned = await figuresOf(page);
    expectSum(planned);
    const refused = page.getByRole("row").filter({ hasText: "Ohne Nummer AG" });
    assert.match(await refused.innerText(), /abgelehnt/i);
    const suspect = page.getByRole("row").filter({ hasText: "Mikropol Seeland AG" });
    await suspect.getByText(/Vermutlich doppelt/).click();
    await page.getByRole("button", { name: /Zeilen importieren/ }).click();

    await page.getByRole("heading", { name: "Der Import ist erledigt." }).waitFor();
    await expectSound(page);
    const written = await figuresOf(page);
    assert.deepEqual(written, planned, "what was written is not what was shown before");
    await page.goto("/de/organisationen?q=Vauclair");
    await page.getByRole("link", { name: "Décolletage Vauclair Sàrl" }).first().waitFor();
}

async function frenchXlsx({ site, visit }) {
    const page = await visit({ language: "fr" });
    await signIn(page, "fr", site.people.manager);
    await page.goto("/fr/bureau/reseau/imports");
    await page.getByLabel("Votre liste, telle quelle").setInputFiles(list("xlsx"));
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.getByRole("combobox", { name: "Total" }).selectOption({ label: "Ne pas importer" });
    await page.getByRole("button", { name: "Contrôler les lignes" }).click();
    await page.getByRole("button", { name: "Importer 3 lignes" }).click();
    await page.getByRole("heading", { name: "L’importation est faite." }).waitFor();
    const result = page.url();
    expectSum(await figuresOf(page));

    await page.goto("/fr/organisations/outils-corgemont-sarl/modifier");
    await page.getByLabel("Nombre de personnes").first().fill("19");
    await page.getByRole("button", { name: "Enregistrer" }).last().click();
    await page.goto(result);
    await page.getByRole("button", { name: "Annuler l’importation" }).click();
    await expectSound(page);
    const left = page.getByRole("region", { name: "Laissées telles quelles" });
    assert.deepEqual(await left.getByRole("link").allInnerTexts(), ["Outils Corgémont Sàrl"]);

    const visitor = await visit({ language: "fr" });
    const gone = await visitor.goto("/fr/organisations/horlogerie-sandoz-vallat-sa");
    assert.equal(gone.status(), 404, "an organisation of the import that was undone is still there");
    await visitor.goto("/fr/organisations/outils-corgemont-sarl");
    await visitor.getByRole("heading", { name: "Outils Corgémont Sàrl" }).waitFor();
}

export default async function (around) {
    await germanCsv(around);
    await frenchXlsx(around);
}
