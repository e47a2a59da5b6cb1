#include "modules/accounts/roles.hpp"

#include "base/ensure.hpp"

#include <array>

namespace passerelle::accounts {
namespace {

constexpr std::array<std::string_view, 3> operator_roles { "viewer", "manager", "administrator" };
constexpr std::array<std::string_view, 3> organisation_roles { "delegate", "editor", "owner" };

template<class Role>
std::optional<Role> find(std::array<std::string_view, 3> const& codes, std::string_view code)
{
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (codes[i] == code)
            return static_cast<Role>(i);
    return std::nullopt;
}

} // namespace

std::string_view code_of(OperatorRole role) { return operator_roles[static_cast<std::size_t>(role)]; }
std::string_view code_of(OrganisationRole role) { return organisation_roles[static_cast<std::size_t>(role)]; }

std::optional<OperatorRole> find_operator_role(std::string_view code)
{
    return find<OperatorRole>(operator_roles, code);
}

std::optional<OrganisationRole> find_organisation_role(std::string_view code)
{
    return find<OrganisationRole>(organisation_roles, code);
}

OperatorRole parse_operator_role(std::string_view code)
{
    auto const role = find_operator_role(code);
    ensure(role);
    return *role;
}

OrganisationRole parse_organisation_role(std::string_view code)
{
    auto const role = find_organisation_role(code);
    ensure(role);
    return *role;
}

} // namespace passerelle::accounts
