#pragma once

#include <string_view>

namespace passerelle::db {

enum class Engine { Sqlite, Postgres };

/// `sqlite`, `postgres`
constexpr std::string_view name(Engine engine) { return engine == Engine::Sqlite ? "sqlite" : "postgres"; }

} // namespace passerelle::db
