#pragma once

#include "modules/accounts/operator_settings.hpp"
#include "modules/accounts/staff.hpp"
#include "platform/html/form.hpp"
#include "platform/i18n/words.hpp"

namespace passerelle::accounts {

/// What a form said, typed; with what was wrong with it.
struct SettingsForm {
    html::SentForm sent;
    Operator changed;
    std::vector<DescriptionEdit> descriptions;
    bool ok() const { return sent.errors.empty(); }
};
/// `langs`: those that the installation offers.
SettingsForm read_settings(
    http::Fields const&, Operator const& before, Langs const& langs, i18n::Words const&);

/// The message for what the operation refused, at its field.
void add_refusal(SettingsForm&, SettingsRefused, i18n::Words const&);

struct InvitationForm {
    html::SentForm sent;
    Invitation invitation;
    bool ok() const { return sent.errors.empty(); }
};
InvitationForm read_invitation(http::Fields const&, i18n::Words const&);

std::string words_of(LogoRefused, i18n::Words const&);

/// Names of the description's fields in one language.
std::string description_name(Lang);
std::string meaning_name(Lang);

} // namespace passerelle::accounts
