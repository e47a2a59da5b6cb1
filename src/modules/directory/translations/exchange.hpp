#pragma once

#include "modules/directory/translations/pieces.hpp"
#include "modules/directory/translations/store.hpp"
#include "platform/documents/table.hpp"

#include <functional>
#include <string>
#include <vector>

namespace passerelle::directory::translations {

/// Texts that go to translators and come back, as XLIFF 2.0 or as CSV.
struct SentText {
    std::string id; ///< PieceKey::text
    int meaning = 0;
    std::string organisation;
    std::string field;
    std::string source;
    std::string target; ///< the outdated version, or what came back
    bool draft = false; ///< nobody says that the target is right; so goes out what is outdated
    bool operator==(SentText const&) const = default;
};

struct SentTexts {
    Lang from;
    Lang into;
    std::vector<SentText> texts;
    bool operator==(SentTexts const&) const = default;
};

/// Of one file that is read. One that goes out has no limit.
inline constexpr std::size_t texts_max = 20'000;

/// What is open for that operator into `filter.into` and current in `from`, the oldest first. A page may have
/// fewer than asked for, none even, and a next.
Page<SentText> texts_to_send(db::Reader&, OpenFilter const& filter, Lang from, PageRequest const&);

/// Fills in the next text, or answers false at the end.
using NextText = std::function<bool(SentText&)>;
documents::Pieces xliff_pieces(Lang from, Lang into, NextText);
documents::Pieces csv_pieces(Lang from, Lang into, NextText);

/// Small ones as a whole.
std::string to_xliff(SentTexts const&);
std::string to_csv(SentTexts const&);

/// Either format, by its content. A table needs the columns `id`, `meaning`, `target:fr` (any language).
Outcome<SentTexts, documents::DocumentError> read_texts(std::string_view bytes);

/// What one text of a file would do.
struct Examined {
    enum class State {
        Ready,
        Unchanged,   ///< says this already, and is current, or came back as it went
        Empty,       ///< not translated
        Unknown,     ///< no text of a member of this operator, or not for this actor
        SourceMoved, ///< the meaning was changed since the file was made
        TooLong,
    };

    State state = State::Unknown;
    PieceKey piece {};
    int meaning = 0;
    std::string organisation {};
    std::string slug {};
    std::string before {}; ///< in the language of the file's target
    std::string after {};
};

/// Says of each text what it would do; `may_write` is asked for each entry, with the operators responsible
/// for it.
using MayWrite = std::function<bool(OrganisationId, std::vector<OperatorId> const& responsible)>;
std::vector<Examined> examine(
    db::Reader&, OperatorId, SentTexts const&, LocalDate today, MayWrite const& may_write);

/// Examines again and writes what is ready. How many.
int take_in(db::Transaction&, OperatorId, SentTexts const&, LocalDate today, MayWrite const& may_write,
    Author const&, Random&);

} // namespace passerelle::directory::translations
