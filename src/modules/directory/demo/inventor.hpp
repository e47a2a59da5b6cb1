#pragma once

#include "modules/accounts/operator.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "platform/search/thesaurus.hpp"

#include <string>
#include <vector>

namespace passerelle::directory::demo {

/// Chance with the few forms that invention needs. Repeatable by its source.
class Dice {
public:
    explicit Dice(Random& random) : random_(random) {}

    /// 0 to sides-1.
    int roll(int sides);
    bool chance(int percent) { return roll(100) < percent; }
    template<class T>
    auto const& one_of(T const& items)
    {
        return items[static_cast<std::size_t>(roll(static_cast<int>(std::size(items))))];
    }

private:
    Random& random_;
};

/// The three operators of the demonstration: the association, and two chambers on either side of the language
/// border.
std::vector<accounts::Operator> operators();

/// The `number`th organisation; numbers keep names apart.
Organisation invent_organisation(search::Thesaurus const&, Dice&, int number, Instant now);

std::string invent_person_name(Dice&, Lang);

} // namespace passerelle::directory::demo
