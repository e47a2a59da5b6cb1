// Without a mouse: skip link, order and visibility of the focus, the menu of a phone, typing ahead.

import assert from "node:assert/strict";

import { signIn } from "../harness/doors.mjs";

export const title = "Everything is reached by keyboard, in order, and the focus is seen";

const STOPS_MAX = 300;

/// What has the focus: what it is, whether it is drawn differently from the same thing without focus, where.
async function focused(page) {
    return page.evaluate(() => {
        const element = document.activeElement;
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const near = [
            element,
            element.nextElementSibling,
            element.closest("label"),
            element.firstElementChild,
        ].filter(Boolean);
        const marked = near.some((one) => {
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
            return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
        });
        return {
            what: element.outerHTML.slice(0, 100),
            atEnd: element === document.body,
            marked,
            shown: style.visibility !== "hidden" && box.width > 0 && box.height > 0,
            inside: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
        };
    });
}

async function walk(page, path) {
    await page.goto(path);
    const stops = [];
    for (let i = 0; i < STOPS_MAX; ++i) {
        await page.keyboard.press("Tab");
        const stop = await focused(page);
        if (stop.atEnd) break;
        assert.ok(
            stop.shown && stop.marked && stop.inside,
            `on ${path} the focus is not seen at ${JSON.stringify(stop)}`,
        );
        stops.push(stop.what);
    }
    assert.match(stops[0] ?? "", /class="skip"/, `${path} does not begin with the skip link`);
    const links = await page
        .locator("main a[href]:visible, main button:visible:not([tabindex='-1'])")
        .count();
    assert.ok(stops.length >= links, `${path}: ${stops.length} stops for ${links} links and buttons`);
}

async function skip(page) {
    await page.goto("/fr");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => document.activeElement.closest("main") !== null);
    assert.ok(inside, `after the skip link the next stop is ${(await focused(page)).what}`);
}

async function phoneMenu(page) {
    await page.goto("/de");
    const button = page.getByRole("button", { name: "Menü" });
    await button.focus();
    await page.keyboard.press("Enter");
    const link = page.getByRole("navigation").getByRole("link", { name: "Anmelden" });
    await link.waitFor();
    await page.keyboard.press("Escape");
    await link.waitFor({ state: "hidden" });
    assert.ok(
        await button.evaluate((element) => element === document.activeElement),
        "the focus is lost with the menu",
    );
}

export default async function ({ site, visit }) {
    const page = await visit({ language: "fr" });
    await skip(page);
    for (const path of [
        "/fr",
        "/de/organisationen?q=messing",
        "/fr/organisations/kalitool-formenbau-ag",
        "/de/anmelden",
    ])
        await walk(page, path);
    await phoneMenu(await visit({ language: "de", phone: true }));
    await signIn(page, "fr", site.people.member);
    await walk(page, "/fr/organisations/kalitool-formenbau-ag/modifier");
    await walk(page, "/fr/compte");
}
