// The harness on a small site that breaks each of its rules: it must notice, and must leave good pages alone.

import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { kindOf, linksOf, representatives, sitemapAddresses } from "./harness/addresses.mjs";
import { codeOfApp } from "./harness/doors.mjs";
import { inspect } from "./harness/inspect.mjs";
import { linkFromMail, parseMail } from "./harness/mails.mjs";
import { run } from "./harness/report.mjs";
import { openBrowser, openVisitor } from "./harness/visitor.mjs";

const style = `body { color: #111; background: #fff; overflow-wrap: anywhere }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } a { color: #9cf }
  .faint { color: #333 } }`;
const document = (body) => `<!doctype html><html lang="fr"><head><title>Essai</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,"></head><body><main><h1>Essai</h1>${body}</main></body></html>`;

const pages = {
    "/good": '<p>Bonjour. <a href="/good?page=2#a">Suite</a> <a href="/a.ics">.ics</a> '
        + '<a href="/b" download>b</a></p>',
    "/unlabelled": '<input name="q">',
    "/faint-when-dark": '<p class="faint">Bonjour</p>',
    "/wide": '<div class="w"><svg width="700" height="9" role="img" aria-label="large"></svg></div>',
    "/inline-script": "<p>Bonjour</p><script>document.title = 'non'</script>",
    "/outside": '<p>Bonjour</p><script src="http://192.0.2.1/a.js"></script>',
    "/missing-file": '<p>Bonjour</p><img src="/none.png" alt="Rien">',
    "/thrown": '<p>Bonjour</p><script src="/throw.js"></script>',
};
const files = {
    "/style.css": ["text/css", style],
    "/throw.js": ["text/javascript", "throw new Error('boum')"],
};

const server = createServer((request, response) => {
    const path = request.url.split("?")[0];
    response.setHeader("Content-Security-Policy", "default-src 'self'; img-src 'self' data:");
    if (path === "/sitemap.xml") {
        response.setHeader("Content-Type", "application/xml");
        response.end(`<urlset><url><loc>${site.url}/fr/a</loc><xhtml:link rel="alternate" hreflang="de"
            href="${site.url}/de/a"/></url></urlset>`);
    } else if (files[path]) {
        response.setHeader("Content-Type", files[path][0]);
        response.end(files[path][1]);
    } else {
        response.statusCode = pages[path] === undefined ? 404 : 200;
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        response.end(document(pages[path] ?? "<p>Rien ici.</p>"));
    }
}).listen(0, "127.0.0.1");
await once(server, "listening");
const data = await mkdtemp(join(tmpdir(), "passerelle-harness-"));
const site = { url: `http://127.0.0.1:${server.address().port}`, data };
const browser = await openBrowser();

async function look(path) {
    const visitor = await openVisitor(browser, site, {});
    await visitor.page.goto(path);
    const problems = await inspect(visitor.page);
    await visitor.context.close();
    return { problems, trouble: visitor.trouble };
}

function notices(path, kind, expected) {
    return [`notices ${path.slice(1)}`, async () => {
        const found = (await look(path))[kind];
        assert.ok(found.length > 0, "nothing was noticed");
        for (const problem of found)
            assert.match(problem, expected);
    }];
}

const mail = (encoding, body) => Buffer.from([
    "From: a@example.org", "To: Manon <manon@example.org>",
    `Content-Type: multipart/alternative;\r\n boundary="xx"`, "",
    "--xx", "Content-Type: text/plain; charset=utf-8", `Content-Transfer-Encoding: ${encoding}`, "", body,
    "--xx--", ""].join("\r\n"));

const good = await run([
    ["leaves a good page alone", async () =>
        assert.deepEqual(await look("/good"), { problems: [], trouble: [] })],
    ["a page that is not there is no trouble in itself", async () =>
        assert.deepEqual(await look("/nowhere"), { problems: [], trouble: [] })],
    notices("/unlabelled", "problems", /\(every look\): label/),
    notices("/faint-when-dark", "problems", /\(dark 320 px, dark 1280 px\): color-contrast/),
    notices("/wide", "problems", /\(light 320 px, dark 320 px\): scrolls sideways: \d+ of 320 px; <svg/),
    notices("/inline-script", "trouble", /Content Security Policy/i),
    notices("/outside", "trouble", /leaves the site|Content Security Policy/i),
    notices("/missing-file", "trouble", /404 for .*none\.png/),
    notices("/thrown", "trouble", /boum/),
    ["finds pages by sitemap and links", async () => {
        const { page, context } = await openVisitor(browser, site, {});
        const listed = await sitemapAddresses(page.request, site);
        assert.deepEqual(listed, [`${site.url}/fr/a`, `${site.url}/de/a`]);
        await page.goto("/good");
        assert.deepEqual(await linksOf(page, site), [`${site.url}/good?page=2`]);
        await context.close();
    }],
    ["takes a few pages of each kind", () => {
        const addresses = ["a", "b", "c", "d?q=1", "d?q=2"].map((name) => `${site.url}/fr/firms/${name}`);
        assert.equal(kindOf(addresses[0]), kindOf(addresses[2]));
        assert.deepEqual(representatives(addresses, 1), [addresses[0], addresses[3]]);
    }],
    ["reads links from mails in each encoding", async () => {
        const link = `${site.url}/fr/entrer?jeton=a_b-c`;
        const quoted = `Entrer =C3=A0 : ${link.replaceAll("=", "=3D").replace("jeton", "je=\r\nton")}`;
        assert.match(parseMail(mail("quoted-printable", quoted)).text, /Entrer à : http.*jeton=a_b-c/);
        assert.match(parseMail(mail("base64", Buffer.from(`é ${link}`).toString("base64"))).text, /é http/);
        await writeFile(join(data, "1.eml"), mail("quoted-printable", quoted));
        assert.equal(await linkFromMail(site, "manon@example.org"), link);
        const other = Buffer.from(`${site.url}/fr/autre`).toString("base64");
        await writeFile(join(data, "2.eml"), mail("base64", other));
        assert.equal(await linkFromMail(site, "manon@example.org", /entrer/), link);
    }],
    ["computes the codes of an authenticator app", () => {
        const secret = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
        assert.equal(codeOfApp(secret, 0, 59_000), "287082");
        assert.equal(codeOfApp(secret, -1, 1_111_111_111_000), "081804");
    }],
]);
await browser.close();
server.close();
await rm(data, { recursive: true });
process.exit(good ? 0 : 1);
