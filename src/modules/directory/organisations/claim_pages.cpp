#include "base/text.hpp"
#include "modules/directory/organisations/access.hpp"
#include "modules/directory/organisations/claims.hpp"
#include "modules/directory/organisations/page_parts.hpp"
#include "modules/directory/organisations/pages.hpp"
#include "modules/directory/organisations/views.hpp"
#include "modules/directory/organisations/views/claim_page.hpp"
#include "modules/directory/organisations/views/visitor_link_page.hpp"
#include "modules/directory/organisations/visitor_form.hpp"

namespace passerelle::directory::organisations {
namespace {

constexpr auto link_purpose = "directory.claim_door";
constexpr auto* claim_pattern = "/{lang}/@organisations/{organisation}/@claim";
constexpr auto* link_pattern = "/{lang}/@organisations/{organisation}/@claim/{token}";

Organisation claimable(accounts::Request const& request, Directory& directory)
{
    auto entry = access::published(request, directory, request.param("organisation")).organisation;
    if (entry.state != State::Published)
        accounts::not_found();
    return entry;
}

http::Response show(
    accounts::Request const& request, Organisation const& entry, html::SentForm const& sent, int status)
{
    auto const& words = request.words();
    auto const field = [&](html::Field plain) { return html::filled(std::move(plain), sent); };
    ClaimPage claim { .errors = sent.errors, .name = entry.name, .signed_in = request.actor().signed_in() };
    claim.text = field({ .name = "message",
        .label = std::string(words.tr("What do you do at this organisation?")),
        .hint = std::string(words.tr("A manager reads this and decides, often within a few working days.")),
        .required = true,
        .length_max = static_cast<int>(claim_length_max) });
    claim.person = field({ .name = "person",
        .label = std::string(words.tr("First and last name")),
        .required = true,
        .autocomplete = "name",
        .length_max = 120 });
    claim.email = field({ .name = "email",
        .label = std::string(words.tr("Your e-mail")),
        .hint = std::string(words.tr("You get a link with which you go on.")),
        .required = true,
        .autocomplete = "email",
        .type = "email",
        .length_max = 254 });
    claim.send = html::Url(address_of(request, entry, "/@claim"));
    claim.back = html::Url(address_of(request, entry));
    claim.sign_in = html::Url(request.address("/{lang}/@sign_in"))
                        .with("next", request.address(claim_pattern, { entry.slug }));
    auto const page = form_page(
        request, i18n::fill(words.tr("Keep the entry of {name}"), { { "name", entry.name } }), entry);
    return shown(views::claim_page(page, claim), status);
}

std::string_view words_of(ClaimRefused refused, i18n::Words const& words)
{
    switch (refused) {
    case ClaimRefused::OpenAlready:
        return words.tr("Your claim is here already and waits for an answer.");
    case ClaimRefused::MayAlready:
        return words.tr("You may edit this entry already.");
    }
    return {};
}

void write_door(db::Transaction& tx, Organisation const& entry, VisitorAddress const& visitor,
    accounts::Request const& request)
{
    auto const& words = i18n::words(visitor.lang);
    auto const token = visitor_token(
        visitor, link_purpose, entry.id.text(), request.platform().installation.secret, request.now());
    send(tx, { visitor.name, visitor.email, visitor.lang },
        { .purpose = "directory.claim_door",
            .subject = i18n::fill(words.tr("Keep the entry of {name}"), { { "name", entry.name } }),
            .paragraphs
            = { i18n::fill(
                    words.tr("With this link you say why the entry of {name} is yours. It works for 3 days:"),
                    { { "name", entry.name } }),
                addresses_of(request).absolute(visitor.lang, link_pattern, { entry.slug, token }),
                std::string(words.tr("If you did not ask for it, there is nothing to do.")) },
            .confidential = true },
        request.now(), request.random());
}

/// The same answer whether there is an account of that address or not.
http::Response send_door(accounts::Request const& request, Organisation const& entry, html::SentForm sent)
{
    auto const& words = request.words();
    auto const visitor = read_visitor(sent, request.lang(), words);
    if (!visitor || !sent.errors.empty())
        return show(request, entry, sent, 422);
    auto const may = request.write([&](db::Transaction& tx) {
        auto const within = may_write_to(
            tx, *visitor, request.http().peer, request.platform().installation.secret, request.now());
        if (within)
            write_door(tx, entry, *visitor, request);
        return within;
    });
    if (!may) {
        sent.errors.add(
            "email", words.tr("Too many tries. Wait an hour, then try again."), words.tr("Your e-mail"));
        return show(request, entry, sent, 429);
    }
    return message(request, words.tr("Look into your mailbox"),
        { std::string(words.tr("A mail with a link is on its way. It works for 3 days.")) },
        { .label = std::string(words.tr("Back to the entry")),
            .url = html::Url(address_of(request, entry)) });
}

http::Response send_message(accounts::Request const& request, Organisation const& entry, html::SentForm sent)
{
    auto const& words = request.words();
    auto const label = words.tr("What do you do at this organisation?");
    auto text = std::string(trim(sent.fields.text("message")));
    if (text.empty())
        sent.errors.add("message", words.tr("Please write a sentence."), label);
    if (count_characters(text) > claim_length_max)
        sent.errors.add("message", words.tr("At most 2000 characters."), label);
    if (!sent.errors.empty())
        return show(request, entry, sent, 422);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return make_claim(tx, entry, *request.actor().person, text, addresses_of(request), request.today(),
            request.now(), request.random());
    });
    if (outcome.refused()) {
        sent.errors.add("message", words_of(outcome.refusal(), words), label);
        return show(request, entry, sent, 422);
    }
    return message(request, words.tr("Thank you"),
        { std::string(words.tr("A manager has been told. You get a mail as soon as it is decided.")) },
        { .label = std::string(words.tr("Back to the entry")),
            .url = html::Url(address_of(request, entry)) });
}

std::optional<VisitorLink> link_of(accounts::Request const& request, Organisation const& entry)
{
    auto link = read_visitor_token(
        request.param("token"), link_purpose, request.platform().installation.secret, request.now());
    return link && link->about == entry.id.text() ? std::move(link) : std::nullopt;
}

http::Response link_over(accounts::Request const& request, Organisation const& entry)
{
    auto const& words = request.words();
    return message(request, words.tr("This link no longer works"),
        { std::string(words.tr("It is too old. Ask for another one.")) },
        { .label = std::string(words.tr("Ask for a new link")),
            .url = html::Url(address_of(request, entry, "/@claim")) },
        410);
}

} // namespace

http::Response claim_page(Directory& directory, accounts::Request& request)
{
    return show(request, claimable(request, directory), {}, 200);
}

http::Response send_claim(Directory& directory, accounts::Request& request)
{
    auto const entry = claimable(request, directory);
    html::SentForm sent { request.form().fields, {} };
    return request.actor().signed_in() ? send_message(request, entry, std::move(sent))
                                       : send_door(request, entry, std::move(sent));
}

http::Response claim_link_page(Directory& directory, accounts::Request& request)
{
    auto const entry = claimable(request, directory);
    auto const link = link_of(request, entry);
    if (!link)
        return link_over(request, entry);
    auto const& words = request.words();
    auto const page
        = form_page(request, i18n::fill(words.tr("Keep the entry of {name}"), { { "name", entry.name } }));
    return shown(views::visitor_link_page(page,
        { i18n::fill(words.tr("You go on as {name}."), { { "name", link->visitor.name } }),
            std::string(words.tr("Continue")),
            html::Url(request.address(link_pattern, { entry.slug, request.param("token") })) }));
}

// Whoever opens the link reads that mailbox: the account of the address is made here, and signed in by
// accounts' own door.
http::Response open_claim_link(Directory& directory, accounts::Request& request)
{
    auto const entry = claimable(request, directory);
    auto const link = link_of(request, entry);
    if (!link)
        return link_over(request, entry);
    auto const next = request.address(claim_pattern, { entry.slug });
    auto const token = request.write([&](db::Transaction& tx) {
        auto const person = accounts::ensure_person(
            tx, link->visitor.email, link->visitor.name, link->visitor.lang, request.now(), request.random());
        return accounts::sign_in_token(
            tx, person.id, accounts::asked_link_lifetime, next, request.now(), request.random());
    });
    return http::Response::see_other(request.address("/{lang}/@sign_in/{token}", { token.text() }));
}

} // namespace passerelle::directory::organisations
