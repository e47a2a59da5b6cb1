// Runs named checks one after the other and counts them; the last line is what ./dev adds up.

export async function run(checks) {
    let failed = 0;
    for (const [title, check] of checks) {
        const began = Date.now();
        try {
            await check();
            console.log(`ok      ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
        } catch (problem) {
            failed += 1;
            console.log(`FAILED  ${title}\n${indent(problem.stack ?? String(problem))}`);
        }
    }
    console.log(`${checks.length - failed} passed, ${failed} failed`);
    return failed === 0;
}

function indent(text) {
    return text.replace(/^/gm, "        ");
}
