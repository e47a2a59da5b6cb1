#include "base/text.hpp"
#include "modules/accounts/brand_view.hpp"
#include "modules/directory/finding/asked_form.hpp"
#include "modules/directory/finding/list_page.hpp"
#include "modules/directory/finding/pages.hpp"
#include "modules/directory/finding/projection.hpp"
#include "modules/directory/finding/views/operator_page.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/json/json.hpp"
#include "platform/texts/texts.hpp"

namespace passerelle::directory::finding {
namespace {

constexpr int rows_shown = 10;

struct InPublic {
    accounts::Operator one;
    LocalisedText description;
};

InPublic load(accounts::Request const& request)
{
    return request.read([&](db::Reader& reader) {
        auto one = accounts::find_operator(reader, request.param("operator"));
        if (!one || one->closed_at)
            accounts::not_found();
        auto const texts = texts::load_one(reader, one->id);
        return InPublic { *std::move(one), texts::field_of(texts, "description") };
    });
}

std::vector<ContactLine> contacts_of(accounts::Operator const& one, i18n::Words const& words)
{
    std::vector<ContactLine> lines;
    auto const add = [&](std::string_view label, std::string text, html::Url url) {
        lines.push_back({ std::string(label), { std::move(text), std::move(url) }, {} });
    };
    if (!one.phone.empty())
        add(words.tr("Phone"), i18n::phone_for_display(one.phone), html::Url::tel(one.phone));
    if (!one.email.empty())
        add(words.tr("E-mail"), one.email, html::Url::mailto(one.email));
    if (!one.website.empty())
        add(words.tr("Website"), i18n::web_domain(one.website), html::Url(one.website));
    return lines;
}

std::string address_of(accounts::Operator const& one)
{
    auto const place = one.postcode.empty() ? one.locality : one.postcode + " " + one.locality;
    std::vector<std::string> parts;
    for (auto const& part : { one.street, place })
        if (!part.empty())
            parts.push_back(part);
    return join(parts, ", ");
}

void describe(html::Page& page, InPublic const& shown)
{
    Json data { { "@context", "https://schema.org" }, { "@type", "Organization" },
        { "@id", page.canonical.text() }, { "name", shown.one.name } };
    if (!shown.one.website.empty())
        data["url"] = shown.one.website;
    if (!shown.description.empty())
        data["description"] = std::string(shown.description.in(page.lang).text);
    page.json_ld.emplace_back(to_json_text(data));
}

} // namespace

http::Response operator_in_public(Directory& directory, accounts::Request& request)
{
    auto const shown = load(request);
    auto const sight = sight_of(request.actor());
    auto const asked = Asked().with(facets::operator_slug, shown.one.slug);
    auto const found = find(directory, request, asked.query(request.lang(), sight, rows_shown), sight);

    OperatorPage view;
    view.name = shown.one.name;
    view.description = shown.description;
    view.contacts = contacts_of(shown.one, request.words());
    view.address = address_of(shown.one);
    view.count = html::Trn(request.words())("{n} member", "{n} members", found.answer.total);
    view.rows = card_rows(request, found);
    view.in_directory = asked.address(request.address("/{lang}/@organisations"));

    auto page = request.page(shown.one.name);
    describe(page, shown);
    accounts::show_brand(page, shown.one);
    return http::Response::html(views::operator_page(page, view).markup());
}

} // namespace passerelle::directory::finding
