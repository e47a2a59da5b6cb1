#include "platform/db/postgres_values.hpp"

#include "platform/db/connection.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <charconv>

namespace passerelle::db {

PostgresValues::PostgresValues(Parameters const& parameters)
{
    struct Place {
        Parameter::Kind kind;
        std::size_t begin;
    };
    std::vector<Place> places;
    places.reserve(count_places(parameters));
    for_each_place(parameters, [&](int, Parameter const& value) {
        places.push_back({ value.kind(), texts_.size() });
        append_text_of(value);
        lengths_.push_back(static_cast<int>(texts_.size() - places.back().begin));
        texts_ += '\0';
    });
    for (auto const& place : places) {
        pointers_.push_back(place.kind == Parameter::Kind::Null ? nullptr : texts_.data() + place.begin);
        formats_.push_back(place.kind == Parameter::Kind::Blob ? 1 : 0);
    }
}

void PostgresValues::append_text_of(Parameter const& value)
{
    switch (value.kind()) {
    case Parameter::Kind::Null:
        break;
    case Parameter::Kind::Integer:
        fmt::format_to(std::back_inserter(texts_), "{}", value.integer());
        break;
    case Parameter::Kind::Real:
        fmt::format_to(std::back_inserter(texts_), "{}", value.real());
        break;
    case Parameter::Kind::Text:
    case Parameter::Kind::Blob:
        texts_ += value.data();
        break;
    case Parameter::Kind::Uuid:
        texts_ += value.uuid().text();
        break;
    }
}

std::int64_t rows_changed(PGresult* result)
{
    // A plain SELECT counts its rows here, which nobody changed.
    if (std::string_view(PQcmdStatus(result)).starts_with("SELECT"))
        return 0;
    std::string_view const text = PQcmdTuples(result);
    std::int64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

} // namespace passerelle::db
