#include "platform/db/database.hpp"

#include "platform/db/postgres_database.hpp"
#include "platform/db/sqlite_database.hpp"

#include <algorithm>

namespace passerelle::db {
namespace {

/// The databases that this thread is inside of. A second use inside could wait for the first one for ever.
thread_local std::vector<Database const*> in_use;

class Use {
public:
    explicit Use(Database const& database)
    {
        ensure(std::find(in_use.begin(), in_use.end(), &database) == in_use.end());
        in_use.push_back(&database);
    }
    Use(Use const&) = delete;
    Use& operator=(Use const&) = delete;
    ~Use() { in_use.pop_back(); }
};

} // namespace

std::unique_ptr<Database> Database::open(Settings const& settings)
{
    if (settings.postgres_url.empty())
        return std::make_unique<SqliteDatabase>(settings);
    return std::make_unique<PostgresDatabase>(settings);
}

Database::~Database() = default;

void Database::read_once(Consistency consistency, Borrowed<void(Reader&)> function)
{
    Use const use(*this);
    read_erased(consistency, function);
}

void Database::write_once(Borrowed<bool(Transaction&)> function)
{
    Use const use(*this);
    write_erased(function);
}

Database::Subscription Database::on_commit(std::function<void()> function)
{
    std::lock_guard const lock(listeners_mutex_);
    auto const place = listeners_.insert(listeners_.end(), std::move(function));
    return Subscription([this, place] {
        std::lock_guard const lock(listeners_mutex_);
        listeners_.erase(place);
    });
}

void Database::announce_commit() noexcept
{
    std::lock_guard const lock(listeners_mutex_);
    for (auto const& listener : listeners_)
        listener();
}

} // namespace passerelle::db
