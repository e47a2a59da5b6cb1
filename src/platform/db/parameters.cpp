#include "platform/db/parameters.hpp"

#include "base/ensure.hpp"
#include "platform/db/faults.hpp"

#include <algorithm>
#include <bit>

namespace passerelle::db {
namespace {

/// SQLite takes 32,766 parameters, PostgreSQL 65,535.
constexpr std::size_t list_length_max = 16'384;

} // namespace

Parameter::Parameter(LocalDate const& date) { keep_small_text(date.text()); }

Parameter::Parameter(Lang lang) { keep_small_text(lang.code()); }

void Parameter::keep_small_text(std::string_view text)
{
    ensure(text.size() <= small_.size());
    kind_ = Kind::Text;
    is_small_ = true;
    small_size_ = static_cast<std::uint8_t>(text.size());
    std::copy(text.begin(), text.end(), small_.begin());
}

void Parameters::add_single(Parameter&& value)
{
    ensure(!has_list); // a list comes last
    // NUL would end the text early on PostgreSQL; the border lets none in.
    if (value.kind() == Parameter::Kind::Text && value.data().find('\0') != std::string_view::npos)
        throw Fault("a text with a NUL character");
    values.push_back(std::move(value));
}

void Parameters::begin_list(std::size_t length)
{
    ensure(!has_list);
    ensure(length <= list_length_max);
    has_list = true;
    list_from = values.size();
    values.reserve(list_from + length);
}

std::size_t Parameters::padded_list_length() const
{
    return has_list ? std::bit_ceil(std::max<std::size_t>(values.size() - list_from, 1)) : 0;
}

} // namespace passerelle::db
