#include "modules/directory/duplicates/choice_form.hpp"

namespace passerelle::directory::duplicates {

Choice read_choice(http::Fields const& fields, std::vector<Difference> const& differences)
{
    Choice choice { .keeps_second = fields.text("survivor") == "second",
        .keeps_other_site = !fields.text("other_site").empty() };
    for (auto const& difference : differences)
        if (auto const taken = fields.text(difference.code); !taken.empty())
            choice.takes_second[difference.code] = taken == "second";
    for (auto const id : fields.all("concept"))
        choice.concepts.emplace_back(id);
    return choice;
}

} // namespace passerelle::directory::duplicates
