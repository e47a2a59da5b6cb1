// The program under test: a network in a temporary folder, served on a free port.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const START_SECONDS_MAX = 60;
const STOP_SECONDS_MAX = 20;

// Settings of the developer's own installation have no say here.
const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("PASSERELLE_")));

async function freePort() {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address();
    server.close();
    await once(server, "close");
    return port;
}

/// Runs a command to its end and answers what it printed on standard output.
export async function runToItsEnd(command, words, options = {}) {
    const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let printed = "", complaints = "";
    child.stdout?.on("data", (text) => { printed += text; });
    child.stderr.on("data", (text) => { complaints += text; });
    const [status] = await once(child, "close");
    if (status !== 0)
        throw new Error(`${command} ${words.join(" ")} ended with ${status}:\n${printed}${complaints}`);
    return printed;
}

function listening(child) {
    return new Promise((found, failed) => {
        let printed = "", complaints = "";
        const patience = setTimeout(
            () => failed(new Error(`serve did not answer within ${START_SECONDS_MAX} s:\n${complaints}`)),
            START_SECONDS_MAX * 1000);
        child.stdout.on("data", (text) => {
            printed += text;
            const line = /^listening on (\S+)$/m.exec(printed);
            if (line) {
                clearTimeout(patience);
                found(line[1].replace(/\/$/, ""));
            }
        });
        child.stderr.on("data", (text) => { complaints += text; });
        child.once("close", (status) => {
            clearTimeout(patience);
            failed(new Error(`serve ended with ${status}:\n${complaints}`));
        });
    });
}

async function stop(child) {
    const ended = child.exitCode === null ? once(child, "close") : Promise.resolve([child.exitCode]);
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), STOP_SECONDS_MAX * 1000);
    const [status] = await ended;
    clearTimeout(patience);
    if (status !== 0)
        throw new Error(`serve ended with ${status} after SIGTERM, not with 0`);
}

/// One installation, not yet served: `url` without a slash at its end, `data` the folder, `command(…)` any
/// verb but serve. `database`: what PostgreSQL's address says, or nothing for the embedded one.
export async function install(path, { database } = {}) {
    const program = resolve(path);
    const data = await mkdtemp(join(tmpdir(), "passerelle-browser-"));
    const address = `127.0.0.1:${await freePort()}`;
    const store = ["--data", data, ...database ? ["--database", database] : []];
    let server;
    return {
        url: `http://${address}`,
        data,
        command: (...words) => runToItsEnd(program, [...words, ...store], { env: environment }),
        async serve() {
            const where = ["--listen", address, "--base-url", `http://${address}`];
            server = spawn(program, ["serve", ...store, ...where],
                { env: environment, stdio: ["ignore", "pipe", "pipe"] });
            await listening(server);
        },
        /// Ends the server, and loses everything that it stored.
        async destroy() {
            await this.halt();
            await rm(data, { recursive: true, force: true });
        },
        /// Ends the server, which must end with 0.
        async halt() {
            const running = server;
            server = undefined;
            if (running)
                await stop(running);
        },
        async remove() {
            try {
                await this.halt();
            } finally {
                await rm(data, { recursive: true, force: true });
            }
        },
    };
}

/// A person of the demonstration network: `email`, `password`.
function personOf(printed, role) {
    const [, email, password] = new RegExp(`^${role}\\s+(\\S+)\\n\\s+(\\S+)$`, "m").exec(printed) ?? [];
    if (!password)
        throw new Error(`demo does not say how the ${role} signs in:\n${printed}`);
    return { email, password };
}

/// The demonstration network, not yet served, with `people`: administrator, manager, member.
export async function installDemonstration(path) {
    const site = await install(path);
    const printed = await site.command("demo", "--seed", "1", "--base-url", site.url);
    site.people = Object.fromEntries(
        ["administrator", "manager", "member"].map((role) => [role, personOf(printed, role)]));
    return site;
}
