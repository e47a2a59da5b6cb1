#include "platform/db/sqlite_connection.hpp"

#include <sqlite3.h>

#include <new>

namespace passerelle::db {
namespace {

constexpr int function_flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

/// Negative, zero or positive; numbers before texts, as everywhere in SQLite. Neither value is NULL.
int compare(sqlite3_value* a, sqlite3_value* b)
{
    auto const is_number = [](sqlite3_value* value) {
        auto const type = sqlite3_value_type(value);
        return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
    };
    if (is_number(a) != is_number(b))
        return is_number(a) ? -1 : 1;
    if (is_number(a)) {
        if (sqlite3_value_type(a) == SQLITE_INTEGER && sqlite3_value_type(b) == SQLITE_INTEGER) {
            auto const difference = sqlite3_value_int64(a) <=> sqlite3_value_int64(b);
            return difference < 0 ? -1 : difference > 0 ? 1 : 0;
        }
        auto const x = sqlite3_value_double(a);
        auto const y = sqlite3_value_double(b);
        return x < y ? -1 : x > y ? 1 : 0;
    }
    auto const view = [](sqlite3_value* value) {
        auto const* data = static_cast<char const*>(sqlite3_value_blob(value));
        return std::string_view(data ? data : "", static_cast<std::size_t>(sqlite3_value_bytes(value)));
    };
    return view(a).compare(view(b));
}

/// As PostgreSQL does: NULLs are left out; NULL only where all are.
template<int wanted_sign>
void extreme(sqlite3_context* context, int count, sqlite3_value** values)
{
    sqlite3_value* best = nullptr;
    for (int i = 0; i < count; ++i) {
        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            continue;
        if (!best || compare(values[i], best) * wanted_sign > 0)
            best = values[i];
    }
    if (best)
        sqlite3_result_value(context, best);
}

struct Joined {
    std::string* text;
};

void join_step(sqlite3_context* context, int, sqlite3_value** values)
{
    auto* joined = static_cast<Joined*>(sqlite3_aggregate_context(context, sizeof(Joined)));
    if (!joined)
        return sqlite3_result_error_nomem(context);
    if (sqlite3_value_type(values[0]) == SQLITE_NULL)
        return;
    auto const append = [&](sqlite3_value* value) {
        auto const* data = reinterpret_cast<char const*>(sqlite3_value_text(value));
        joined->text->append(data ? data : "", static_cast<std::size_t>(sqlite3_value_bytes(value)));
    };
    if (joined->text)
        append(values[1]);
    else
        joined->text = new std::string;
    append(values[0]);
}

void join_final(sqlite3_context* context)
{
    auto* joined = static_cast<Joined*>(sqlite3_aggregate_context(context, 0));
    if (!joined || !joined->text)
        return;
    sqlite3_result_text64(context, joined->text->data(), joined->text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    delete joined->text;
}

} // namespace

void register_sqlite_functions(sqlite3* handle)
{
    sqlite3_create_function(handle, "greatest", -1, function_flags, nullptr, extreme<1>, nullptr, nullptr);
    sqlite3_create_function(handle, "least", -1, function_flags, nullptr, extreme<-1>, nullptr, nullptr);
    sqlite3_create_function(handle, "string_agg", 2, function_flags, nullptr, nullptr, join_step, join_final);
}

} // namespace passerelle::db
