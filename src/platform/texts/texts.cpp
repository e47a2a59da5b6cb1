#include "platform/texts/texts.hpp"

#include "base/text.hpp"
#include "platform/texts/coverage.hpp"

#include <algorithm>

namespace passerelle::texts {
namespace {

/// Owners of one statement.
constexpr std::size_t portion = 1024;

static db::Statement const list_of_owners { "texts.of_owners", R"sql(
    select owner_id, field, lang, text, meaning from texts where owner_id in ($1...) order by owner_id, field
)sql" };

static db::Statement const list_of_field { "texts.of_field", R"sql(
    select lang, text, meaning from texts where owner_id = $1 and field = $2
)sql" };

static db::Statement const lock_piece { "texts.lock_piece", R"sql(
    insert into text_pieces (owner_id, owner_kind, field, coverage, characters, written_at)
    values ($1, $2, $3, '', 0, $4)
    on conflict (owner_id, field) do update set owner_kind = excluded.owner_kind
)sql" };

static db::Statement const update_piece { "texts.update_piece", R"sql(
    update text_pieces set coverage = $3, characters = $4, written_at = coalesce($5, written_at)
    where owner_id = $1 and field = $2
)sql" };

static db::Statement const insert_piece { "texts.insert_piece", R"sql(
    insert into text_pieces (owner_id, owner_kind, field, coverage, characters, written_at)
    values ($1, $2, $3, $4, $5, $6)
)sql" };

static db::Statement const delete_piece { "texts.delete_piece", R"sql(
    delete from text_pieces where owner_id = $1 and field = $2
)sql" };

static db::Statement const write_version { "texts.write_version", R"sql(
    insert into texts (owner_id, owner_kind, field, lang, text, meaning, updated_at, updated_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (owner_id, field, lang) do update set text = excluded.text, meaning = excluded.meaning,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by
)sql" };

static db::Statement const delete_version { "texts.delete_version", R"sql(
    delete from texts where owner_id = $1 and field = $2 and lang = $3
)sql" };

static db::Statement const delete_of_owner { "texts.delete_of_owner", R"sql(
    delete from texts where owner_id = $1
)sql" };

static db::Statement const delete_pieces_of_owner { "texts.delete_pieces_of_owner", R"sql(
    delete from text_pieces where owner_id = $1
)sql" };

using Versions = std::vector<LocalisedText::Version>;

/// Length of the longest version that is current: what a translator has in front of them.
int characters_of(LocalisedText const& text)
{
    std::size_t longest = 0;
    for (auto const& version : text.versions())
        if (version.meaning == text.meaning())
            longest = std::max(longest, count_characters(version.text));
    return static_cast<int>(longest);
}

LocalisedText locked_text(db::Transaction& tx, Owner const& owner, std::string_view field, Instant now)
{
    tx.run(lock_piece, owner.id, owner.kind, field, now);
    return LocalisedText(tx.all(
        list_of_field,
        [](db::Row const& row) {
            return LocalisedText::Version { row.lang(0), row.text(1), row.get<int>(2) };
        },
        owner.id, field));
}

void write_versions(
    db::Transaction& tx, Owner const& owner, std::string_view field, Saved const& saved, Author const& author)
{
    for (auto const& version : saved.before.versions())
        if (!saved.after.find(version.lang))
            tx.run(delete_version, owner.id, field, version.lang);
    for (auto const& version : saved.after.versions())
        if (auto const* old = saved.before.find(version.lang); !old || *old != version)
            tx.run(write_version, owner.id, owner.kind, field, version.lang, version.text, version.meaning,
                author.now, author.id);
}

Saved store(
    db::Transaction& tx, Owner const& owner, std::string_view field, Saved saved, Author const& author)
{
    if (saved.changed())
        write_versions(tx, owner, field, saved, author);
    if (saved.after.empty())
        tx.run(delete_piece, owner.id, field);
    else if (saved.changed()) {
        auto const says_something_new = saved.after.meaning() != saved.before.meaning();
        tx.run(update_piece, owner.id, field, Coverage::of(saved.after).text(), characters_of(saved.after),
            says_something_new ? std::optional(author.now) : std::nullopt);
    }
    return saved;
}

void load_portion(db::Reader& reader, std::span<Uuid const> owners, Owned& owned)
{
    std::unordered_map<Uuid, std::map<std::string, Versions, std::less<>>> versions;
    reader.each(
        list_of_owners,
        [&](db::Row const& row) {
            versions[row.uuid(0)][row.text(1)].push_back({ row.lang(2), row.text(3), row.get<int>(4) });
        },
        owners);
    for (auto& [owner, fields] : versions)
        for (auto& [field, list] : fields)
            owned[owner].emplace(field, LocalisedText(std::move(list)));
}

} // namespace

Owned load(db::Reader& reader, std::vector<Uuid> const& owners)
{
    Owned owned;
    std::span<Uuid const> rest(owners);
    while (!rest.empty()) {
        auto const count = std::min(rest.size(), portion);
        load_portion(reader, rest.first(count), owned);
        rest = rest.subspan(count);
    }
    return owned;
}

Fields load_one(db::Reader& reader, Uuid const& owner)
{
    auto owned = load(reader, std::vector { owner });
    auto const found = owned.find(owner);
    return found == owned.end() ? Fields() : std::move(found->second);
}

LocalisedText const& field_of(Fields const& fields, std::string_view field)
{
    static LocalisedText const none;
    auto const found = fields.find(field);
    return found == fields.end() ? none : found->second;
}

LocalisedText const& field_of(Owned const& owned, Uuid const& owner, std::string_view field)
{
    static Fields const none;
    auto const found = owned.find(owner);
    return field_of(found == owned.end() ? none : found->second, field);
}

Saved save(db::Transaction& tx, Owner const& owner, std::string_view field, Lang lang, std::string text,
    LocalisedText::Edit edit, Author const& author)
{
    Saved saved { locked_text(tx, owner, field, author.now), {} };
    saved.after = saved.before;
    saved.after.set(lang, std::move(text), edit);
    return store(tx, owner, field, std::move(saved), author);
}

Saved replace(db::Transaction& tx, Owner const& owner, std::string_view field, LocalisedText const& text,
    Author const& author)
{
    return store(tx, owner, field, { locked_text(tx, owner, field, author.now), text }, author);
}

void write_new(db::Batch& batch, Owner const& owner, std::string_view field, LocalisedText const& text,
    Author const& author)
{
    if (text.empty())
        return;
    for (auto const& version : text.versions())
        batch.run(write_version, owner.id, owner.kind, field, version.lang, version.text, version.meaning,
            author.now, author.id);
    batch.run(insert_piece, owner.id, owner.kind, field, Coverage::of(text).text(), characters_of(text),
        author.now);
}

void remove_owner(db::Transaction& tx, Uuid const& owner)
{
    tx.run(delete_of_owner, owner);
    tx.run(delete_pieces_of_owner, owner);
}

} // namespace passerelle::texts
