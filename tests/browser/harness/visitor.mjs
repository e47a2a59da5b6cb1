// A visitor: a fresh browser profile that writes down everything a page should not have done.

import { chromium } from "playwright-core";

const STEP_MILLISECONDS_MAX = 45_000;
const LOCALES = { fr: "fr-CH", de: "de-CH", en: "en-GB" };

export function openBrowser() {
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        args: [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-proxy-server",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage",
        ],
    });
}

/// `page` to work with; `trouble`: violations of the content policy and other console errors, failed files,
/// requests that leave `site.url`.
export async function openVisitor(browser, site, { language = "fr", scripts = true, phone = false } = {}) {
    const context = await browser.newContext({
        baseURL: site.url,
        javaScriptEnabled: scripts,
        locale: LOCALES[language],
        reducedMotion: "reduce",
        viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 900 },
        hasTouch: phone,
        isMobile: phone,
    });
    context.setDefaultTimeout(STEP_MILLISECONDS_MAX);
    const trouble = [];
    context.on("request", (request) => {
        if (!request.url().startsWith(`${site.url}/`) && !/^(data|blob|about):/.test(request.url()))
            trouble.push(`a request that leaves the site: ${request.url()}`);
    });
    context.on("response", (response) => {
        const request = response.request();
        if (response.status() >= 500 || (response.status() >= 400 && !request.isNavigationRequest()))
            trouble.push(`${response.status()} for ${response.url()}`);
    });
    context.on("console", (message) => {
        // What failed to load is told by its response, above; a page that answers 404 or 422 is no error.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
            trouble.push(`console of ${message.page()?.url()}: ${message.text()}`);
    });
    context.on("weberror", (error) => trouble.push(`uncaught on ${error.page()?.url()}: ${error.error()}`));
    return { page: await context.newPage(), context, trouble };
}
