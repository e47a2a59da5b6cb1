// What every page must be: accessible by axe's rules (WCAG 2.2 A and AA), and never wider than the screen.

import axe from "axe-core";

export const LOOKS = ["light", "dark"].flatMap(
    (scheme) => [320, 1280].map((width) => ({ scheme, width })));

/// Both widths and both schemes for pages that are looked at in both languages.
export const LOOKS_IN = {
    fr: [{ scheme: "light", width: 320 }, { scheme: "dark", width: 1280 }],
    de: [{ scheme: "dark", width: 320 }, { scheme: "light", width: 1280 }],
};

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function accessibilityProblems(page) {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(
        (rules) => globalThis.axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), RULES);
    return violations.flatMap(({ id, help, nodes }) => {
        const { target, html } = nodes[0];
        return [`${id}: ${help}; ${nodes.length} place(s), first ${target.join(" ")}: ${html.slice(0, 160)}`];
    });
}

async function widthProblems(page) {
    return page.evaluate(() => {
        const room = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= room)
            return [];
        const wide = [...document.body.querySelectorAll("*")]
            .filter((element) => element.getBoundingClientRect().right > room + 1)
            .map((element) => element.outerHTML.slice(0, 120));
        return [`scrolls sideways: ${document.documentElement.scrollWidth} of ${room} px; ${wide.at(-1)}`];
    });
}

/// Looks at the page that is open, in each look, and answers what is wrong with it.
export async function inspect(page, looks = LOOKS) {
    const looksOf = new Map();
    for (const { scheme, width } of looks) {
        await page.emulateMedia({ colorScheme: scheme });
        if (page.viewportSize().width !== width)
            await page.setViewportSize({ width, height: 900 });
        for (const problem of [...await widthProblems(page), ...await accessibilityProblems(page)])
            looksOf.set(problem, [...looksOf.get(problem) ?? [], `${scheme} ${width} px`]);
    }
    return [...looksOf].map(([problem, where]) => {
        const which = where.length === looks.length ? "every look" : where.join(", ");
        return `${page.url()} (${which}): ${problem}`;
    });
}

/// Throws unless the page that is open is accessible and fits, at the width that it has.
export async function expectSound(page) {
    const problems = await inspect(page, [{ scheme: "light", width: page.viewportSize().width }]);
    if (problems.length > 0)
        throw new Error(problems.join("\n"));
}

/// One picture per look, NAME-light-320.png and so on, when PASSERELLE_SCREENSHOTS names a folder.
export async function photograph(page, name, looks = LOOKS) {
    const folder = process.env.PASSERELLE_SCREENSHOTS;
    if (!folder)
        return;
    for (const { scheme, width } of looks) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${folder}/${name}-${scheme}-${width}.png`, fullPage: true });
    }
}
