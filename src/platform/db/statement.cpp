#include "platform/db/statement.hpp"

#include "platform/db/sql_scanner.hpp"

#include <algorithm>
#include <mutex>

namespace passerelle::db {
namespace {

struct Registry {
    std::mutex mutex;
    std::vector<Statement const*> statements;
    std::uint32_t next_number = 1;
};

/// A function's static, so that it exists before the first statement of any file.
Registry& registry()
{
    static auto* const registry = new Registry;
    return *registry;
}

std::string placeholder(Engine engine, std::size_t number)
{
    return (engine == Engine::Sqlite ? "?" : "$") + std::to_string(number);
}

std::string list_of_placeholders(Engine engine, std::size_t first, std::size_t count)
{
    auto text = placeholder(engine, first);
    for (std::size_t i = 1; i < count; ++i)
        text += "," + placeholder(engine, first + i);
    return text;
}

} // namespace

Statement::Statement(std::string_view name, std::string_view sql) : Statement(name, per_engine { sql, sql })
{
}

Statement::Statement(std::string_view name, per_engine texts) : name_(name), texts_(texts)
{
    auto& known = registry();
    std::lock_guard const lock(known.mutex);
    number_ = known.next_number++;
    known.statements.push_back(this);
}

Statement::~Statement()
{
    auto& known = registry();
    std::lock_guard const lock(known.mutex);
    std::erase(known.statements, this);
}

std::vector<Statement const*> all_statements()
{
    auto& known = registry();
    std::lock_guard const lock(known.mutex);
    auto statements = known.statements;
    std::sort(statements.begin(), statements.end(),
        [](auto const* a, auto const* b) { return a->name() < b->name(); });
    return statements;
}

std::string native_sql(std::string_view sql, Engine engine, std::size_t list_length)
{
    std::string native;
    native.reserve(sql.size() + list_length * 4);
    for (SqlScanner scanner(sql); auto const piece = scanner.next();) {
        if (piece->kind != SqlPiece::Kind::Placeholder) {
            native += piece->text;
            continue;
        }
        auto const is_list = scanner.skip("...");
        native += list_of_placeholders(
            engine, piece->number, is_list ? std::max<std::size_t>(list_length, 1) : 1);
    }
    return native;
}

} // namespace passerelle::db
