#pragma once

#include "base/localised_text.hpp"
#include "base/page.hpp"
#include "platform/db/db.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace passerelle::texts {

/// What people wrote, for every module, in two tables: `texts`, one row for each (owner, field, language),
/// and `text_pieces`, one row for each (owner, field) with the state of its languages, for the translation
/// desk. Other modules may join both for reading.

/// Field name to text, of one owner.
using Fields = std::map<std::string, LocalisedText, std::less<>>;
using Owned = std::unordered_map<Uuid, Fields>;

/// Whose text it is.
struct Owner {
    std::string_view kind; ///< `organisation`
    Uuid id;

    Owner(std::string_view kind, Uuid const& id) : kind(kind), id(id) {}
    template<class T>
    Owner(std::string_view kind, Id<T> const& id) : kind(kind),
                                                    id(id.uuid())
    {
    }
};

/// Who writes, and when.
struct Author {
    std::optional<Uuid> id;
    Instant now;
};

/// One statement for any number of owners. An owner without texts is not in the result.
Owned load(db::Reader&, std::vector<Uuid> const& owners);
template<class T>
Owned load(db::Reader& reader, std::vector<Id<T>> const& owners)
{
    std::vector<Uuid> uuids;
    for (auto const& owner : owners)
        uuids.push_back(owner.uuid());
    return load(reader, uuids);
}
Fields load_one(db::Reader&, Uuid const& owner);
template<class T>
Fields load_one(db::Reader& reader, Id<T> const& owner)
{
    return load_one(reader, owner.uuid());
}

/// The field's text in a loaded set; an empty text where there is none.
LocalisedText const& field_of(Owned const&, Uuid const& owner, std::string_view field);
LocalisedText const& field_of(Fields const&, std::string_view field);

/// Writes one version by the rule of `LocalisedText::set`; empty text removes it. Locks the field, so that
/// two editors of two languages count on each other. What was before and is now; equal when nothing changed.
struct Saved {
    LocalisedText before;
    LocalisedText after;
    bool changed() const { return before != after; }
};
Saved save(db::Transaction&, Owner const&, std::string_view field, Lang, std::string text,
    LocalisedText::Edit, Author const&);

/// Makes the field exactly `text`, meaning numbers included: for undo, merge and import.
Saved replace(
    db::Transaction&, Owner const&, std::string_view field, LocalisedText const& text, Author const&);

/// The same for a field that is known to be without text, without asking: for imports of new records.
void write_new(db::Batch&, Owner const&, std::string_view field, LocalisedText const& text, Author const&);

/// All texts of the owner, in all fields and languages.
void remove_owner(db::Transaction&, Uuid const& owner);

enum class State { Current, Outdated, Missing };

/// What the translation desk asks for.
struct OpenFilter {
    std::string owner_kind;
    Langs langs;          ///< into which languages
    bool outdated = true; ///< state wanted
    bool missing = true;
    std::optional<int> characters_max {};     ///< short pieces only
    std::optional<Instant> written_before {}; ///< old pieces only
};

enum class OpenOrder { Oldest, Shortest };

/// A text that is not current in at least one of the languages asked for.
struct OpenPiece {
    Uuid owner;
    std::string owner_kind;
    std::string field;
    int characters = 0;         ///< of its longest current version
    Instant written_at;         ///< when its meaning last changed
    std::vector<Lang> current;  ///< languages to translate from
    std::vector<Lang> outdated; ///< of those asked for
    std::vector<Lang> missing;  ///< of those asked for
};

/// Paged by key in either order; each page costs the same however many pieces there are, unless a filter on
/// length or age (other than that of the order) leaves few.
Page<OpenPiece> open_pieces(db::Reader&, OpenFilter const&, OpenOrder, PageRequest const&);

/// How much is open in one language.
struct OpenCount {
    Lang lang;
    std::int64_t outdated = 0;
    std::int64_t missing = 0;
};
/// One for each of `langs`, in their order.
std::vector<OpenCount> count_open(db::Reader&, std::string_view owner_kind, Langs const& langs);

} // namespace passerelle::texts
