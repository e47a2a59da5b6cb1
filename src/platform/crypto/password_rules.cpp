#include "platform/crypto/password_rules.hpp"

#include "base/text.hpp"
#include "platform/crypto/guess_effort.hpp"

#include <algorithm>

namespace passerelle::crypto {
namespace {

// More than three common words, less than eight letters by chance.
constexpr double effort_min = 34.5;

bool is_word_character(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c > 0x7F;
}

/// "anna.meier@example.ch" as anna, meier, example, annameier… and as a whole.
void add_words(std::string_view text, std::set<std::u32string>& words)
{
    std::u32string word, joined;
    for (auto const c : folded(text) + U' ') {
        if (is_word_character(c)) {
            word += c;
            continue;
        }
        joined += word;
        for (auto const& known : { word, joined })
            if (known.size() >= 3)
                words.insert(known);
        word.clear();
    }
    words.insert(folded(text));
}

} // namespace

std::optional<PasswordRefused> check_password(
    std::string_view text, std::span<std::string const> context, PasswordUse use)
{
    auto const length = static_cast<int>(std::min<std::size_t>(count_characters(text), 100'000));
    if (length < password_length_min(use))
        return PasswordRefused::TooShort;
    if (length > password_length_max)
        return PasswordRefused::TooLong;

    auto const guessed = folded(text);
    GuesserKnows knows;
    if (guess_effort(guessed, knows) < effort_min)
        return PasswordRefused::Repetitive;
    knows.common_words = true;
    if (guess_effort(guessed, knows) < effort_min)
        return PasswordRefused::Common;
    for (auto const& words : context)
        add_words(words, knows.context);
    if (guess_effort(guessed, knows) < effort_min)
        return PasswordRefused::ContextWord;
    return std::nullopt;
}

} // namespace passerelle::crypto
