#include "modules/accounts/sign_in_mail.hpp"

#include "base/ensure.hpp"
#include "modules/accounts/operator_mail.hpp"
#include "modules/accounts/role_words.hpp"
#include "platform/i18n/words.hpp"
#include "platform/mail/mail.hpp"

namespace passerelle::accounts {
namespace {

std::string paragraphs(std::initializer_list<std::string_view> parts)
{
    std::string text;
    for (auto const part : parts)
        text.append(text.empty() ? "" : "\n\n").append(part);
    return text + "\n";
}

std::string_view words_of(SafetyNews news, i18n::Words const& words)
{
    switch (news) {
    case SafetyNews::PasswordSet:
        return words.tr("A password was set for your account. All other sessions were ended.");
    case SafetyNews::PasswordRemoved:
        return words.tr("The password of your account was removed. You sign in by mail from now on.");
    case SafetyNews::SecondFactorSet:
        return words.tr("An authenticator app was set up as the second factor of your account.");
    case SafetyNews::SecondFactorRemoved:
        return words.tr("The second factor of your account was removed.");
    case SafetyNews::SecondFactorReset:
        return words.tr("An administrator has removed the second factor of your account, because phone and "
                        "codes were lost. All sessions were ended. Sign in by mail and set up a new one.");
    case SafetyNews::TokenMade:
        return words.tr("An access token for programs was made for your account.");
    case SafetyNews::AddressAsked:
        return words.tr("Your account is to have another mail address. It counts as soon as it is confirmed "
                        "there; until then this one does.");
    case SafetyNews::AddressChanged:
        return words.tr("The mail address of your account has changed. All other sessions were ended.");
    case SafetyNews::AccountDisabled:
        return words.tr("An administrator has disabled your account: nobody can sign in with it any more.");
    case SafetyNews::AccountEnabled:
        return words.tr("Your account is open again: you can sign in as before.");
    case SafetyNews::AccountErased:
        return words.tr("Your account was deleted, with your name, your address and everything that belonged "
                        "to it. This mail too is forgotten within a day.");
    }
    ensure(false);
}

/// What to do if it was somebody else. Who has no account any more, or cannot get in, can only write.
std::string_view advice_on(SafetyNews news, i18n::Words const& words)
{
    switch (news) {
    case SafetyNews::PasswordSet:
    case SafetyNews::PasswordRemoved:
    case SafetyNews::SecondFactorSet:
    case SafetyNews::SecondFactorRemoved:
    case SafetyNews::TokenMade:
    case SafetyNews::AddressAsked:
        return words.tr("If it was not you, ask for a sign-in link, end all other sessions in your account, "
                        "and tell us.");
    case SafetyNews::SecondFactorReset:
    case SafetyNews::AddressChanged:
    case SafetyNews::AccountDisabled:
    case SafetyNews::AccountEnabled:
    case SafetyNews::AccountErased:
        return words.tr("If that is not what you wanted, tell us at once.");
    }
    ensure(false);
}

} // namespace

void send_link(db::Transaction& tx, Person const& to, std::string const& address, Instant now, Random& random)
{
    auto const& words = i18n::words(to.lang);
    mail::send(tx,
        { .purpose = "accounts.sign_in",
            .lang = to.lang,
            .to = { to.name, to.email },
            .subject = std::string(words.tr("Your sign-in link")),
            .text = paragraphs({ i18n::fill(words.tr("Good day {name}"), { { "name", to.name } }),
                words.tr("With this link you sign in. It works once, for 15 minutes:"), address,
                words.tr(
                    "If you did not ask for it, there is nothing to do: without the link nobody gets in.") }),
            .person = to.id.uuid(),
            .confidential = true },
        now, random);
}

void send_address_link(db::Transaction& tx, Person const& at_new_address, std::string const& address,
    Instant now, Random& random)
{
    auto const& to = at_new_address;
    auto const& words = i18n::words(to.lang);
    mail::send(tx,
        { .purpose = "accounts.address",
            .lang = to.lang,
            .to = { to.name, to.email },
            .subject = std::string(words.tr("Your new mail address")),
            .text = paragraphs({ i18n::fill(words.tr("Good day {name}"), { { "name", to.name } }),
                words.tr("With this link you confirm that this is the mail address of your account from now "
                         "on. It works once, for 7 days:"),
                address, words.tr("If you know nothing of it, there is nothing to do: nothing changes.") }),
            .person = to.id.uuid(),
            .confidential = true },
        now, random);
}

void send_invitation(db::Transaction& tx, Person const& to, Operator const& at, OperatorRole role,
    std::string const& address, Instant now, Random& random)
{
    auto const& words = i18n::words(to.lang);
    mail::Message message { .purpose = "accounts.invitation",
        .lang = to.lang,
        .to = { to.name, to.email },
        .subject = i18n::fill(words.tr("{operator} invites you"), { { "operator", at.name } }),
        .text = paragraphs({ i18n::fill(words.tr("Good day {name}"), { { "name", to.name } }),
            i18n::fill(words.tr("{operator} has given you a role: {role}."),
                { { "operator", at.name }, { "role", words_of(role, words) } }),
            words.tr("With this link you sign in. It works once, for 7 days; afterwards ask for another one "
                     "on the sign-in page:"),
            address }),
        .person = to.id.uuid(),
        .confidential = true };
    write_as(message, at);
    mail::send(tx, message, now, random);
}

void send_safety_news(db::Transaction& tx, Person const& to, SafetyNews news, Instant now, Random& random)
{
    if (to.email.empty())
        return;
    auto const& words = i18n::words(to.lang);
    mail::send(tx,
        { .purpose = "accounts.safety",
            .lang = to.lang,
            .to = { to.name, to.email },
            .subject = std::string(words.tr("A change to your account")),
            .text = paragraphs({ i18n::fill(words.tr("Good day {name}"), { { "name", to.name } }),
                words_of(news, words), advice_on(news, words) }),
            .person = to.id.uuid() },
        now, random);
}

} // namespace passerelle::accounts
