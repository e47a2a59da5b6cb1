#include "modules/directory/organisations/letters.hpp"

#include "modules/accounts/operator_mail.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/mail/mail.hpp"

#include <algorithm>

namespace passerelle::directory {
namespace {

std::vector<accounts::Operator> responsible_operators(db::Reader& reader, OrganisationId id, LocalDate today)
{
    auto const member_of = store::member_of(reader, id, today);
    auto operators = accounts::operators(reader);
    if (!member_of.empty())
        std::erase_if(operators, [&](accounts::Operator const& at) {
            return std::find(member_of.begin(), member_of.end(), at.id) == member_of.end();
        });
    return operators;
}

} // namespace

std::string Addresses::path(
    Lang lang, std::string_view pattern, std::initializer_list<std::string_view> values) const
{
    return router.path(pattern, lang, values);
}

std::string Addresses::absolute(
    Lang lang, std::string_view pattern, std::initializer_list<std::string_view> values) const
{
    return site.absolute(path(lang, pattern, values));
}

std::string Addresses::sign_in_link(db::Transaction& tx, accounts::Person const& person,
    std::string_view next, Instant now, Random& random, Duration lifetime) const
{
    auto const token = accounts::sign_in_token(tx, person.id, lifetime, next, now, random);
    return absolute(person.lang, "/{lang}/@sign_in/{token}", { token.text() });
}

Addresses addresses_of(accounts::Request const& request)
{
    return { request.platform().site, request.platform().router };
}

void send(db::Transaction& tx, Addressee const& to, Letter const& letter, Instant now, Random& random)
{
    auto text = i18n::fill(i18n::words(to.lang).tr("Good day {name}"), { { "name", to.name } });
    for (auto const& paragraph : letter.paragraphs)
        text.append("\n\n").append(paragraph);
    mail::Message message { .purpose = std::string(letter.purpose),
        .lang = to.lang,
        .to = { to.name, to.email },
        .subject = letter.subject,
        .text = text + "\n",
        .person = to.person ? std::optional(to.person->uuid()) : std::nullopt,
        .confidential = letter.confidential,
        .bulk = letter.bulk };
    if (letter.on_behalf_of)
        accounts::write_as(message, accounts::find_operator(tx, *letter.on_behalf_of).value());
    mail::send(tx, message, now, random);
}

std::vector<Responsible> managers_responsible(db::Reader& reader, OrganisationId id, LocalDate today)
{
    std::vector<Responsible> managers;
    for (auto const& at : responsible_operators(reader, id, today))
        for (auto const& holder : accounts::holders(reader, at.id, today)) {
            auto const known = std::any_of(managers.begin(), managers.end(),
                [&](Responsible const& manager) { return manager.addressee.person == holder.person; });
            if (known || holder.email.empty() || holder.state != accounts::PersonState::Active
                || holder.role == accounts::code_of(accounts::OperatorRole::Viewer))
                continue;
            managers.push_back({ { holder.name, holder.email, holder.lang, holder.person }, at });
        }
    return managers;
}

} // namespace passerelle::directory
