#include "modules/accounts/role_words.hpp"

#include "base/ensure.hpp"

namespace passerelle::accounts {

std::string_view words_of(OperatorRole role, i18n::Words const& words)
{
    switch (role) {
    case OperatorRole::Viewer:
        return words.tr("Viewer");
    case OperatorRole::Manager:
        return words.tr("Manager");
    case OperatorRole::Administrator:
        return words.tr("Administrator");
    }
    ensure(false);
}

std::string_view words_of(OrganisationRole role, i18n::Words const& words)
{
    switch (role) {
    case OrganisationRole::Delegate:
        return words.tr("Delegate");
    case OrganisationRole::Editor:
        return words.tr("Editor");
    case OrganisationRole::Owner:
        return words.tr("Owner");
    }
    ensure(false);
}

} // namespace passerelle::accounts
