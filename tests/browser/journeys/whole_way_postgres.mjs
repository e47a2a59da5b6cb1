// The program's main job from end to end, on a PostgreSQL server that the journey starts.

import { linkFromMail } from "../harness/mails.mjs";
import { startPostgres } from "../harness/postgres.mjs";
import { install } from "../harness/program.mjs";
import { addManager, travelAllTheWay } from "../harness/whole_way.mjs";

export const title = "From a bad spreadsheet to a restored bilingual directory: PostgreSQL";

export async function prepare(program) {
    const postgres = await startPostgres();
    const site = await install(program, { database: postgres.url });
    const remove = site.remove.bind(site);
    site.remove = async () => {
        await remove();
        await postgres.stop();
    };
    site.lose = async () => {
        await site.destroy();
        await postgres.empty();
    };
    await addManager(site);
    return site;
}

export default async function (around) {
    const { site } = around;
    await travelAllTheWay(
        around,
        (address) => linkFromMail(site, address),
        () => site.lose(),
    );
}
