#include "schedule/fields.hpp"

#include <charconv>

namespace passerelle::schedule {

Json const* Fields::optional(Json const& object, std::string const& name)
{
    auto const member = object.find(name);
    return refused_ || member == object.end() || member->is_null() ? nullptr : &*member;
}

Json const* Fields::needed(Json const& object, std::string const& pointer, std::string const& name)
{
    auto const* member = optional(object, name);
    if (!member)
        refuse(Reason::Missing, pointer + "/" + json_pointer_token(name));
    return member;
}

std::string Fields::text(Json const& value, std::string const& pointer)
{
    if (value.is_string())
        return value.get<std::string>();
    refuse(Reason::NotText, pointer);
    return {};
}

int Fields::number(Json const& value, std::string const& pointer, int low, int high)
{
    if (!value.is_number_integer()) {
        refuse(Reason::NotNumber, pointer);
        return 0;
    }
    auto const number = value.is_number_unsigned() && value.get<std::uint64_t>() > 1'000'000'000U
        ? 1'000'000'001L
        : value.get<long>();
    if (number >= low && number <= high)
        return static_cast<int>(number);
    refuse(Reason::OutOfRange, pointer, low, high);
    return 0;
}

int Fields::index(std::string const& name, std::string const& pointer, int most)
{
    int number = 0;
    auto const [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc {} || end != name.data() + name.size() || number < 1 || number > most
        || std::to_string(number) != name) {
        refuse(Reason::OutOfRange, pointer, 1, most);
        return 0;
    }
    return number - 1;
}

} // namespace passerelle::schedule
