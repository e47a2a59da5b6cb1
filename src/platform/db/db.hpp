#pragma once

/// The door of the part: one SQL for two engines (docs/architecture.md, "Database").
///
///     static db::Statement const find_note { "notes.find", R"sql(
///         select id, text, written_at from notes where id = $1
///     )sql" };
///
///     auto const note = database.read([&](db::Reader& reader) {
///         return reader.one(find_note, read_note, id);                  // std::optional<Note>
///     });
///     auto const outcome = database.write([&](db::Transaction& tx) {    // a refusal rolls back
///         return write_note(tx, input, now);
///     });

#include "platform/db/cursor.hpp"
#include "platform/db/database.hpp"
#include "platform/db/migrations.hpp"
