// Mails that the program wrote as .eml files into its data folder, because no SMTP server is set.

import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

const WAIT_SECONDS_MAX = 45;

async function mailFiles(folder) {
    const names = await readdir(folder, { withFileTypes: true });
    const files = await Promise.all(names.map(async (entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory())
            return mailFiles(path);
        return entry.name.endsWith(".eml") ? [{ path, changed: (await stat(path)).mtimeMs }] : [];
    }));
    return files.flat();
}

function decodedBody(encoding, body) {
    if (encoding === "base64")
        return Buffer.from(body, "base64").toString("utf8");
    if (encoding === "quoted-printable") {
        const bytes = body.replace(/=\r?\n/g, "")
            .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
        return Buffer.from(bytes, "latin1").toString("utf8");
    }
    return Buffer.from(body, "latin1").toString("utf8");
}

/// `to`, and `text`: every part of the mail, decoded (RFC 2045).
export function parseMail(bytes) {
    const [head, ...rest] = bytes.toString("latin1").split(/\r?\n\r?\n/);
    const headers = head.replace(/\r?\n[ \t]+/g, " ");
    const header = (name) => new RegExp(`^${name}:\\s*(.*)$`, "im").exec(headers)?.[1].trim() ?? "";
    const body = rest.join("\n\n");
    const to = header("To");
    const boundary = /boundary="?([^";]+)"?/i.exec(header("Content-Type"))?.[1];
    if (!boundary)
        return { to, text: decodedBody(header("Content-Transfer-Encoding").toLowerCase(), body) };
    const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => part.replace(/^\r?\n/, ""));
    return { to, text: parts.map((part) => parseMail(Buffer.from(part, "latin1")).text).join("\n") };
}

/// The mails that there are, for `linkFromMail` to wait for another one.
export async function mailsSoFar(site) {
    return new Set((await mailFiles(site.data)).map(({ path }) => path));
}

/// Waits for a mail to `address` with a link into the site whose path `pattern` fits, which is not among
/// those `before`, and answers the link of the newest such mail.
export async function linkFromMail(site, address, pattern = /./, before = new Set()) {
    for (const began = Date.now(); Date.now() - began < WAIT_SECONDS_MAX * 1000;) {
        const files = (await mailFiles(site.data)).filter(({ path }) => !before.has(path))
            .sort((a, b) => b.changed - a.changed);
        for (const { path } of files) {
            const mail = parseMail(await readFile(path));
            const links = mail.text.match(/https?:\/\/[^\s"<>]+/g) ?? [];
            const link = links.find(
                (found) => found.startsWith(site.url) && pattern.test(new URL(found).pathname));
            if (mail.to.includes(address) && link)
                return link.replaceAll("&amp;", "&");
        }
        await new Promise((again) => setTimeout(again, 200));
    }
    throw new Error(`no mail to ${address} with a link like ${pattern} within ${WAIT_SECONDS_MAX} s`);
}
