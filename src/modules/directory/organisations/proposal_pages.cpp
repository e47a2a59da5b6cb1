#include "base/text.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "modules/directory/organisations/page_parts.hpp"
#include "modules/directory/organisations/pages.hpp"
#include "modules/directory/organisations/proposals.hpp"
#include "modules/directory/organisations/views.hpp"
#include "modules/directory/organisations/views/propose_page.hpp"
#include "modules/directory/organisations/views/visitor_link_page.hpp"
#include "modules/directory/organisations/visitor_form.hpp"
#include "platform/i18n/contact.hpp"

#include <algorithm>

namespace passerelle::directory::organisations {
namespace {

constexpr auto* propose_pattern = "/{lang}/@propose";

std::string place_of(Organisation const& entry)
{
    return entry.sites.empty() ? std::string() : entry.sites.front().locality;
}

ProposePage page_of(
    accounts::Request const& request, html::SentForm const& sent, std::vector<Organisation> const& similar)
{
    auto const& words = request.words();
    auto const field = [&](html::Field plain) { return html::filled(std::move(plain), sent); };
    ProposePage page { .errors = sent.errors, .asked = !similar.empty() };
    for (auto const& entry : similar)
        page.similar.emplace_back(
            html::Link { .label = entry.name, .url = html::Url(address_of(request, entry)) },
            place_of(entry));
    page.kind = { .name = "kind", .label = std::string(words.tr("Kind")), .required = true, .in_line = true };
    for (auto const kind : { Kind::Company, Kind::Training, Kind::Association, Kind::Public })
        page.kind.choices.push_back(choice(code_of(kind), words_of(kind, words), kind == Kind::Company));
    if (sent.fields.has("kind"))
        page.kind = html::filled(std::move(page.kind), sent);
    page.name = field({ .name = "name",
        .label = std::string(words.tr("Name of the organisation")),
        .required = true,
        .autocomplete = "organization",
        .length_max = 200 });
    page.postcode = field({ .name = "postcode",
        .label = std::string(words.tr("Postcode")),
        .autocomplete = "postal-code",
        .input_mode = "numeric",
        .length_max = 12,
        .is_short = true });
    page.locality = field({ .name = "locality",
        .label = std::string(words.tr("Locality")),
        .required = true,
        .autocomplete = "address-level2",
        .length_max = 80 });
    page.website = field({ .name = "website",
        .label = std::string(words_of(Field::Website, words)),
        .autocomplete = "url",
        .input_mode = "url",
        .length_max = 500 });
    page.text = field({ .name = "text",
        .label = std::string(words.tr("What does it do?")),
        .length_max = static_cast<int>(proposal_text_max) });
    page.person = field({ .name = "person",
        .label = std::string(words.tr("First and last name")),
        .required = true,
        .autocomplete = "name",
        .length_max = 120 });
    page.email = field({ .name = "email",
        .label = std::string(words.tr("Your e-mail")),
        .hint = std::string(words.tr("You get a link with which you send the proposal.")),
        .required = true,
        .autocomplete = "email",
        .type = "email",
        .length_max = 254 });
    page.send = html::Url(request.address(propose_pattern));
    page.back = html::Url(request.address("/{lang}/@organisations"));
    return page;
}

http::Response show(accounts::Request const& request, html::SentForm const& sent,
    std::vector<Organisation> const& similar, int status)
{
    auto const page = form_page(request, request.words().tr("Propose an organisation"));
    return shown(views::propose_page(page, page_of(request, sent, similar)), status);
}

std::string line(html::SentForm& sent, std::string_view name, std::size_t length_max, std::string_view label,
    i18n::Words const& words)
{
    std::string text;
    for (auto const c : trim(sent.fields.text(name)))
        text += static_cast<unsigned char>(c) < 0x20 && !(name == "text" && c == '\n') ? ' ' : c;
    auto const length = count_characters(text);
    if (length > length_max)
        sent.errors.add(name,
            i18n::fill(words.tr("Too long: {length} characters, at most {limit}."),
                { { "length", std::to_string(length) }, { "limit", std::to_string(length_max) } }),
            label);
    return text;
}

std::optional<Proposal> read_proposal(html::SentForm& sent, Lang lang, i18n::Words const& words)
{
    Proposal proposal;
    if (auto const kind = parse_kind(sent.fields.text("kind")))
        proposal.kind = *kind;
    else
        sent.errors.add("kind", words.tr("Choose one of the kinds."), words.tr("Kind"));
    proposal.name = line(sent, "name", 200, words.tr("Name of the organisation"), words);
    if (proposal.name.empty())
        sent.errors.add("name", words.tr("The name is missing."), words.tr("Name of the organisation"));
    proposal.postcode = line(sent, "postcode", 12, words.tr("Postcode"), words);
    proposal.locality = line(sent, "locality", 80, words.tr("Locality"), words);
    if (proposal.locality.empty() && proposal.postcode.empty())
        sent.errors.add(
            "locality", words.tr("Where is it? A postcode or a locality is needed."), words.tr("Locality"));
    if (auto const written = line(sent, "website", 500, words_of(Field::Website, words), words);
        !written.empty()) {
        auto const url = i18n::normalise_url(written);
        if (!url)
            sent.errors.add("website",
                words.tr("This is not an address of a website. Right would be www.example.ch."),
                words_of(Field::Website, words));
        proposal.website = url.value_or("");
    }
    proposal.text = line(sent, "text", proposal_text_max, words.tr("What does it do?"), words);
    auto visitor = read_visitor(sent, lang, words);
    if (!visitor || !sent.errors.empty())
        return std::nullopt;
    proposal.proposer = *std::move(visitor);
    return proposal;
}

std::optional<Proposal> linked(accounts::Request const& request, db::Reader& reader)
{
    return proposal_of_link(
        reader, request.param("token"), request.platform().installation.secret, request.now());
}

http::Response link_over(accounts::Request const& request)
{
    auto const& words = request.words();
    return message(request, words.tr("This link no longer works"),
        { std::string(words.tr("It is too old. Please send the form again.")) },
        { .label = std::string(words.tr("Propose an organisation")),
            .url = html::Url(request.address(propose_pattern)) },
        410);
}

http::Response thanks(accounts::Request const& request)
{
    auto const& words = request.words();
    return message(request, words.tr("Thank you"),
        { std::string(words.tr("The proposal has been sent. You get a mail as soon as it is decided.")) },
        { .label = std::string(words.tr("To the directory")),
            .url = html::Url(request.address("/{lang}/@organisations")) });
}

} // namespace

http::Response propose_page(Directory&, accounts::Request& request) { return show(request, {}, {}, 200); }

http::Response send_proposal(Directory&, accounts::Request& request)
{
    auto const& words = request.words();
    html::SentForm sent { request.form().fields, {} };
    auto const proposal = read_proposal(sent, request.lang(), words);
    if (!proposal)
        return show(request, sent, {}, 422);
    auto const similar
        = request.read([&](db::Reader& reader) { return similar_entries(reader, proposal->name); });
    if (!similar.empty() && trim(sent.fields.text("none_of_these")) != proposal->name)
        return show(request, sent, similar, 200);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return propose(tx, *proposal, request.http().peer, addresses_of(request),
            request.platform().installation.secret, request.now(), request.random());
    });
    if (outcome.refused()) {
        sent.errors.add(
            "email", words.tr("Too many tries. Wait an hour, then try again."), words.tr("Your e-mail"));
        return show(request, sent, {}, 429);
    }
    return message(request, words.tr("Look into your mailbox"),
        { std::string(words.tr("A mail with a link is on its way. It works for 3 days.")) },
        { .label = std::string(words.tr("To the directory")),
            .url = html::Url(request.address("/{lang}/@organisations")) });
}

http::Response proposal_link_page(Directory&, accounts::Request& request)
{
    auto const proposal = request.read([&](db::Reader& reader) { return linked(request, reader); });
    if (!proposal)
        return link_over(request);
    if (proposal->state != ProposalState::Unsent)
        return thanks(request);
    auto const& words = request.words();
    auto const page
        = form_page(request, i18n::fill(words.tr("Your proposal: {name}"), { { "name", proposal->name } }));
    return shown(views::visitor_link_page(page,
        { i18n::fill(words.tr("You propose {name}. A manager reads it and decides."),
              { { "name", proposal->name } }),
            std::string(words.tr("Send the proposal")),
            html::Url(request.address("/{lang}/@propose/{token}", { request.param("token") })) }));
}

http::Response open_proposal_link(Directory&, accounts::Request& request)
{
    auto const sent = request.write([&](db::Transaction& tx) {
        auto const proposal = linked(request, tx);
        if (proposal)
            confirm_proposal(
                tx, *proposal, addresses_of(request), request.today(), request.now(), request.random());
        return proposal.has_value();
    });
    return sent ? thanks(request) : link_over(request);
}

} // namespace passerelle::directory::organisations
