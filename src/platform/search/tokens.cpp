#include "platform/search/tokens.hpp"

#include "platform/search/letters.hpp"

namespace passerelle::search {
namespace {

constexpr std::size_t word_bytes_max = 64;

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_blank(char32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x202F;
}
constexpr char32_t soft_hyphen = 0xAD;

/// Reads one text from left to right.
class Scanner {
public:
    Scanner(std::string_view text, std::size_t count_max) : text_(text), count_max_(count_max) {}

    std::vector<Token> run()
    {
        while (place_ < text_.size() && tokens_.size() < count_max_) {
            auto const start = place_;
            auto const letter = decode(text_, place_);
            if (is_word_letter(letter)) {
                place_ = start;
                read_word();
            } else {
                note_separator(letter);
            }
        }
        return std::move(tokens_);
    }

private:
    char32_t peek(std::size_t place) const { return place < text_.size() ? decode(text_, place) : 0; }

    void note_separator(char32_t letter)
    {
        auto const after_word = !tokens_.empty() && tokens_.back().end == place_ - 1;
        if (is_hyphen(letter) && after_word) {
            hyphen_ = is_word_letter(peek(place_));
            if (!hyphen_)
                tokens_.back().hanging = true;
        } else if (!is_blank(letter) && !is_apostrophe(letter) && letter != soft_hyphen) {
            apart_ = true;
        }
        if (letter == '\n' && peek(place_) == '\n')
            apart_ = true;
    }

    /// A point or comma between digits belongs to the number; an apostrophe there separates thousands.
    bool joins_digits(char32_t letter, std::size_t after) const
    {
        return (letter == '.' || letter == ',' || is_apostrophe(letter)) && is_digit(last_)
            && is_digit(peek(after));
    }

    void append(Token& token, char32_t letter)
    {
        if (letter == 0xDF || letter == 0x1E9E)
            token.word += "ss";
        else if (letter == 0x153)
            token.word += "oe";
        else if (letter == 0xE6)
            token.word += "ae";
        else
            append_utf8(token.word, letter);
    }

    /// "e" and a combining acute, as some systems write é.
    char32_t with_marks(char32_t letter)
    {
        for (auto after = place_; after < text_.size(); place_ = after) {
            auto const mark = decode(text_, after);
            if (!is_combining_mark(mark))
                break;
            if (auto const whole = composed(letter, mark))
                letter = whole;
        }
        return letter;
    }

    void read_word()
    {
        Token token;
        token.begin = static_cast<std::uint32_t>(place_);
        token.apart = apart_;
        token.hyphened = hyphen_;
        last_ = 0;
        while (place_ < text_.size()) {
            auto after = place_;
            auto const letter = decode(text_, after);
            if (is_word_letter(letter)) {
                place_ = after;
                last_ = lower(with_marks(letter));
                append(token, last_);
            } else if (joins_digits(letter, after)) {
                place_ = after;
                if (!is_apostrophe(letter))
                    token.word += '.';
            } else if (letter == soft_hyphen) {
                place_ = after;
            } else {
                break;
            }
        }
        token.end = static_cast<std::uint32_t>(place_);
        token.number = is_digit(static_cast<unsigned char>(token.word.front()));
        apart_ = hyphen_ = false;
        if (token.word.size() <= word_bytes_max)
            tokens_.push_back(std::move(token));
        else
            apart_ = true;
    }

    std::string_view text_;
    std::size_t count_max_;
    std::size_t place_ = 0;
    char32_t last_ = 0;
    bool apart_ = false;
    bool hyphen_ = false;
    std::vector<Token> tokens_;
};

} // namespace

std::vector<Token> tokens(std::string_view text, std::size_t count_max)
{
    return Scanner(text, count_max).run();
}

} // namespace passerelle::search
