#include "modules/directory/organisations/access.hpp"
#include "modules/directory/organisations/confirmation.hpp"
#include "modules/directory/organisations/entry_parts.hpp"
#include "modules/directory/organisations/page_parts.hpp"
#include "modules/directory/organisations/pages.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/organisations/views.hpp"
#include "modules/directory/organisations/views/entry_confirm_page.hpp"

namespace passerelle::directory::organisations {
namespace {

http::Response link_over(accounts::Request const& request)
{
    auto const& words = request.words();
    return message(request, words.tr("This link no longer works"),
        { std::string(words.tr("It is too old, or the entry is no longer yours to confirm. Sign in to see "
                               "what you may edit.")) },
        { .label = std::string(words.tr("Sign in")), .url = html::Url(request.address("/{lang}/@sign_in")) },
        410);
}

std::optional<ConfirmationLink> link_of(accounts::Request const& request)
{
    return read_confirmation_token(
        request.param("token"), request.platform().installation.secret, request.now());
}

ConfirmPage page_of(Directory& directory, accounts::Request const& request, Organisation const& entry)
{
    auto const thesaurus = directory.catalogues.thesaurus();
    FormSetting const setting { request.words(), request.lang(),
        text_langs(directory.installation.langs, entry), *thesaurus };
    ConfirmPage page { .name = entry.name,
        .pairs = {},
        .send = html::Url(address_of(request, entry, "/@confirm").append("/").append(request.param("token"))),
        .edit = html::Url(address_of(request, entry, "/@edit")) };
    for (auto& part : parts_of(entry, setting))
        if (!part.shown.empty() && !part.key.starts_with("audience."))
            page.pairs.emplace_back(std::move(part.label), std::move(part.shown));
    return page;
}

} // namespace

http::Response confirm_now(Directory& directory, accounts::Request& request)
{
    auto const entry
        = access::editable(request, directory, accounts::Action::ConfirmOrganisation).organisation;
    auto const outcome = request.write(
        [&](db::Transaction& tx) { return confirm_entry(tx, entry, author_of(request), request.random()); });
    if (outcome.refused())
        return http::Response::see_other(address_of(request, entry, "/@edit"));
    return done(address_of(request, entry), "confirmed");
}

// Mail programs that look at links before their reader does only send GET: the button is what confirms.
http::Response confirm_link_page(Directory& directory, accounts::Request& request)
{
    auto const link = link_of(request);
    auto const entry = link
        ? request.read([&](db::Reader& reader) { return entry_to_confirm(reader, *link, request.today()); })
        : std::nullopt;
    if (!entry)
        return link_over(request);
    auto const page = form_page(request,
        i18n::fill(request.words().tr("Is the entry of {name} still right?"), { { "name", entry->name } }));
    return shown(views::entry_confirm_page(page, page_of(directory, request, *entry)));
}

http::Response confirm_by_link(Directory&, accounts::Request& request)
{
    auto const link = link_of(request);
    if (!link)
        return link_over(request);
    Author const author { .person = link->person, .now = request.now() };
    auto const confirmed = request.write([&](db::Transaction& tx) -> std::optional<Organisation> {
        auto const entry = entry_to_confirm(tx, *link, request.today());
        if (!entry || confirm_entry(tx, *entry, author, request.random()).refused())
            return std::nullopt;
        return entry;
    });
    if (!confirmed)
        return link_over(request);
    auto const& words = request.words();
    return message(request, words.tr("Thank you"),
        { i18n::fill(
            words.tr("The entry of {name} is confirmed as of today."), { { "name", confirmed->name } }) },
        { .label = std::string(words.tr("See the entry")),
            .url = html::Url(address_of(request, *confirmed)) });
}

} // namespace passerelle::directory::organisations
