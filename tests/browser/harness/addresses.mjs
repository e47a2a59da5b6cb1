// Which pages there are: the sitemap, and the links from page to page.

const FILE = /\.(ics|vcf|csv|xlsx|json|jsonl|xml|atom|ttl|pdf|svg|png|txt|zip)$/;

/// Addresses of the sitemap and of the sitemaps that it names, with the alternates in other languages.
export async function sitemapAddresses(request, site, path = "/sitemap.xml") {
    const answer = await request.get(site.url + path);
    if (!answer.ok())
        throw new Error(`${path} answers ${answer.status()}`);
    const text = await answer.text();
    const addresses = [...text.matchAll(/<loc>([^<]+)<\/loc>|hreflang="[a-z]{2}"[^>]*href="([^"]+)"/g)]
        .map((found) => (found[1] ?? found[2]).trim().replaceAll("&amp;", "&"));
    if (!text.includes("<sitemapindex"))
        return addresses;
    const parts = await Promise.all(addresses.map(
        (address) => sitemapAddresses(request, site, new URL(address).pathname)));
    return parts.flat();
}

/// Links of the open page to other pages of the site, without fragments.
export async function linksOf(page, site) {
    const links = await page.locator("a[href]:not([download])").evaluateAll(
        (elements) => elements.map((element) =>
            // In a drawing a link's address is an object of its own, relative to the page.
            new URL(element.href.baseVal ?? element.href, document.baseURI).href.split("#")[0]));
    return links.filter((link) => link.startsWith(`${site.url}/`) && !FILE.test(new URL(link).pathname));
}

/// Pages of one kind differ in their last words only: language, first word, depth, names of the parameters.
export function kindOf(address) {
    const { pathname, searchParams } = new URL(address);
    const words = pathname.split("/").filter(Boolean);
    return [words[0], words[1], words.length, ...new Set(searchParams.keys())].join(" ");
}

/// At most `each` addresses of one kind, in the order given.
export function representatives(addresses, each) {
    const count = new Map();
    return [...new Set(addresses)].filter((address) => {
        const kind = kindOf(address);
        count.set(kind, (count.get(kind) ?? 0) + 1);
        return count.get(kind) <= each;
    });
}
