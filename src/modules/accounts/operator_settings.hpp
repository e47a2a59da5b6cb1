#pragma once

#include "base/localised_text.hpp"
#include "modules/accounts/logo.hpp"
#include "modules/accounts/operator.hpp"

namespace passerelle::accounts {

/// What an operator writes about itself in one language.
struct DescriptionEdit {
    Lang lang;
    std::string text;
    LocalisedText::Edit edit = LocalisedText::Edit::SmallCorrection;
};

/// Who changes it, when.
struct ChangedBy {
    PersonId person;
    Instant now;
};

enum class SettingsRefused {
    NameMissing,
    PaleAccent, ///< not to be read on our grounds: `nearest_legible_accent`
    NoLang,
    Changed, ///< by somebody else meanwhile
};

/// Writes everything but id, slug, logo and dates of `changed`, whose version is the one that was shown.
Outcome<Operator, SettingsRefused> change_operator(
    db::Transaction&, Operator changed, std::vector<DescriptionEdit> const&, ChangedBy const&);

/// Another logo: what `read_logo` took, or empty for none.
void change_logo(db::Transaction&, Operator const&, std::string const& picture, ChangedBy const&);

} // namespace passerelle::accounts
