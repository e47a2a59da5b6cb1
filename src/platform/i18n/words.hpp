#pragma once

#include "base/lang.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::i18n {

/// The texts of the interface in one language, from `po/*.po` (gettext). The source texts are English and
/// stand in the program as literals; `tools/messages` collects them. Safe to use from any thread.
///
/// Every answer is valid as long as the program runs. A text without a translation, or whose translation has
/// a placeholder that the source text does not know, is answered as it stands in the source; therefore
/// `msgid`, `one` and `many` must be literals.
class Words {
public:
    virtual ~Words() = default;

    virtual Lang lang() const = 0;

    virtual std::string_view tr(std::string_view msgid) const = 0;

    /// `context` tells apart source texts that are alike ("Place" of an address, "Place" in a ranking).
    virtual std::string_view tr_in(std::string_view context, std::string_view msgid) const = 0;

    /// The form for `n` by the catalogue's own plural rule: `trn("{n} firm", "{n} firms", count)`.
    virtual std::string_view trn(std::string_view one, std::string_view many, std::int64_t n) const = 0;
};

/// The texts in `lang`; for a language without a catalogue those of French.
Words const& words(Lang lang);

/// Marks a literal in a table of texts for translation, where it is not looked up yet.
constexpr std::string_view message(std::string_view text) { return text; }

/// What stands in the place of `{name}`.
struct Filling {
    std::string_view name;
    std::string_view value;
};

/// `text` with every `{name}` replaced; one without a value stays as it is.
/// `fill(words.tr("Hello {name}"), { { "name", person.name } })`
std::string fill(std::string_view text, std::initializer_list<Filling> values);

/// A part of a text: words, or the name of a placeholder without its braces. Views into the text.
struct Piece {
    std::string_view text;
    bool placeholder = false;
};

/// `text` cut at its placeholders, in order, for who fills in something else than plain text.
std::vector<Piece> pieces(std::string_view text);

} // namespace passerelle::i18n
