// Runs named checks, several at a time where they are independent, and counts them; the last line is what
// ./dev adds up.

export async function run(checks, atATime = 1) {
    let failed = 0;
    const waiting = [...checks];
    async function lane() {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
            const [title, check] = next;
            const began = Date.now();
            try {
                await check();
                console.log(`ok      ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
            } catch (problem) {
                failed += 1;
                console.log(`FAILED  ${title}\n${indent(problem.stack ?? String(problem))}`);
            }
        }
    }
    await Promise.all(Array.from({ length: atATime }, lane));
    console.log(`${checks.length - failed} passed, ${failed} failed`);
    return failed === 0;
}

function indent(text) {
    return text.replace(/^/gm, "        ");
}
