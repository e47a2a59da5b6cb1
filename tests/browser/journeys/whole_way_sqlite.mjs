// The program's main job from end to end, on the embedded database.

import { linkFromMail } from "../harness/mails.mjs";
import { install } from "../harness/program.mjs";
import { addManager, travelAllTheWay } from "../harness/whole_way.mjs";

export const title = "From a bad spreadsheet to a restored bilingual directory: SQLite";

export async function prepare(program) {
    const site = await install(program);
    await addManager(site);
    return site;
}

export default async function (around) {
    const { site } = around;
    await travelAllTheWay(
        around,
        (address) => linkFromMail(site, address),
        () => site.destroy(),
    );
}
