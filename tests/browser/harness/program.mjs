// The program under test: a demonstration network in a temporary folder, served on a free port.

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

/// Runs a verb to its end and answers what it printed on standard output.
async function runVerb(program, words) {
    const child = spawn(program, words, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "", complaints = "";
    child.stdout.on("data", (text) => { printed += text; });
    child.stderr.on("data", (text) => { complaints += text; });
    const [status] = await once(child, "close");
    if (status !== 0)
        throw new Error(`passerelle ${words.join(" ")} ended with ${status}:\n${complaints}`);
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

/// `url` without a slash at its end, `data` the folder, `demo` what it printed, `command(…)` any other verb.
export async function startProgram(path) {
    const program = resolve(path);
    const data = await mkdtemp(join(tmpdir(), "passerelle-browser-"));
    const demo = await runVerb(program, ["demo", "--data", data, "--seed", "1"]);
    const address = `127.0.0.1:${await freePort()}`;
    const server = spawn(program,
        ["serve", "--data", data, "--listen", address, "--base-url", `http://${address}`],
        { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    const url = await listening(server);
    return {
        url,
        data,
        demo,
        command: (...words) => runVerb(program, [...words, "--data", data]),
        async stop() {
            try {
                await stop(server);
            } finally {
                await rm(data, { recursive: true, force: true });
            }
        },
    };
}
