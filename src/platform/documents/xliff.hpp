#pragma once

#include "base/lang.hpp"
#include "base/outcome.hpp"
#include "platform/documents/table.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Texts that go to translators and come back: XLIFF 2.0 (OASIS, 2014), of which only core is written, and
/// read.
namespace passerelle::documents {

/// One text. `id` is the caller's, an NMTOKEN; `notes` come back as they went, by category.
struct XliffUnit {
    struct Note {
        std::string category;
        std::string text;
        bool operator==(Note const&) const = default;
    };

    std::string id;
    std::string name; ///< for people
    std::string source;
    std::string target; ///< empty: not translated yet
    std::vector<Note> notes {};
    bool draft = false; ///< the target is there to be worked on, nobody says that it is right
    bool operator==(XliffUnit const&) const = default;

    /// The text of the note of that category; empty where there is none.
    std::string_view note(std::string_view category) const;
};

/// A part of a document.
struct XliffFile {
    std::string id;
    std::vector<XliffUnit> units;
    bool operator==(XliffFile const&) const = default;
};

/// Texts from one language to another.
struct XliffDocument {
    Lang source;
    Lang target;
    std::vector<XliffFile> files;
    bool operator==(XliffDocument const&) const = default;
};

/// Characters that XML cannot have are left out.
std::string to_xliff(XliffDocument const&);

/// The same with one file, a piece at a time: memory does not grow with the units. `next` fills in a unit
/// that comes empty, or answers false at the end.
Pieces xliff_pieces(Lang source, Lang target, std::string_view file_id, std::function<bool(XliffUnit&)> next);

struct XliffLimits {
    std::size_t bytes_max = 20'000'000;
    std::size_t units_max = 20'000;
};

/// Segments of a unit are joined; inline codes are left out, their text stays. Refuses document types and
/// entities, other versions than 2, and languages that are none. `UnknownFormat` for what is no XLIFF.
Outcome<XliffDocument, DocumentError> read_xliff(std::string_view bytes, XliffLimits const& = {});

} // namespace passerelle::documents
