// A PostgreSQL server of its own: a temporary folder, a socket in it, no port.

import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runToItsEnd } from "./program.mjs";

const programs = "/usr/lib/postgresql/15/bin";

/// PostgreSQL refuses to run as root.
async function otherPerson() {
    if (process.getuid() !== 0) return { prefix: [], own: async () => {} };
    const id = async (option) => Number(await runToItsEnd("id", [option, "postgres"]));
    const [user, group] = [await id("-u"), await id("-g")];
    return {
        prefix: ["setpriv", `--reuid=${user}`, `--regid=${group}`, "--clear-groups"],
        own: (folder) => chown(folder, user, group),
    };
}

/// `url` of an empty database; `empty()` makes it empty again.
export async function startPostgres() {
    const folder = await mkdtemp(join(tmpdir(), "passerelle-postgres-"));
    const { prefix, own } = await otherPerson();
    await own(folder);
    await chmod(folder, 0o755);
    const run = (name, ...words) => {
        const [command, ...rest] = [...prefix, join(programs, name), ...words];
        return runToItsEnd(command, rest, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    };
    const cluster = join(folder, "cluster");
    const client = ["-h", folder, "-U", "passerelle"];
    await run(
        "initdb",
        "-D",
        cluster,
        "-U",
        "passerelle",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    );
    await run(
        "pg_ctl",
        "start",
        "-w",
        "-D",
        cluster,
        "-l",
        join(folder, "log"),
        "-o",
        `-k ${folder} -c listen_addresses=`,
    );
    await run("createdb", ...client, "passerelle");
    return {
        url: `postgresql://passerelle@/passerelle?host=${folder}`,
        async empty() {
            await run("dropdb", ...client, "--force", "passerelle");
            await run("createdb", ...client, "passerelle");
        },
        async stop() {
            await run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", cluster);
            await rm(folder, { recursive: true, force: true });
        },
    };
}
