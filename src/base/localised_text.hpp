#pragma once

#include "base/lang.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle {

/// What somebody wrote, in any set of languages. No language is the original: each version carries the number
/// of the *meaning* that it expresses; a version whose number is below the highest is outdated.
class LocalisedText {
public:
    struct Version {
        Lang lang;
        std::string text;
        int meaning = 1;
        bool operator==(Version const&) const = default;
    };

    /// What a reader gets to see. `text` lives as long as the LocalisedText.
    struct Shown {
        Lang lang;             ///< the language that the text is in; belongs into a `lang` attribute
        std::string_view text; ///< empty when there is no version at all
        bool fallback = false; ///< not the language that was asked for
        bool outdated = false; ///< another version says something newer
    };

    /// How a change of one version is meant by its author.
    enum class Edit { SmallCorrection, MeaningChanged };

    LocalisedText() = default;
    explicit LocalisedText(std::vector<Version> versions);

    bool empty() const { return versions_.empty(); }
    std::vector<Version> const& versions() const { return versions_; }
    Version const* find(Lang) const;

    /// The version in `lang`; else, said by `fallback`, a current one, the first in code order.
    Shown in(Lang lang) const;

    /// Highest meaning number, 0 when empty.
    int meaning() const;

    /// Of `langs`, those without a version. Nothing is missing from a text that nobody has written yet.
    Langs missing(Langs const& langs) const;
    /// Languages whose version is behind the highest meaning number.
    Langs outdated() const;

    /// Writes one version; empty text removes it. A correction keeps the version's number (a new version
    /// joins the current meaning); a change of meaning raises it above all others, except where the text is
    /// the same as before.
    void set(Lang lang, std::string text, Edit edit);

    bool operator==(LocalisedText const&) const = default;

private:
    std::vector<Version> versions_; ///< sorted by language code, no empty text
};

} // namespace passerelle
