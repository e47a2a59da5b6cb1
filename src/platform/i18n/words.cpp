#include "platform/i18n/words.hpp"

#include "base/ensure.hpp"
#include "platform/i18n/catalogue.hpp"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include <algorithm>
#include <locale>
#include <unordered_map>
#include <unordered_set>

namespace passerelle::i18n {
namespace {

using Messages = boost::locale::message_format<char>;

/// A locale that knows the messages only. It is asked by its facet and never made the global one.
std::locale locale_of(Lang lang, std::string_view bytes)
{
    boost::locale::gnu_gettext::messages_info info;
    info.language = std::string(lang.code());
    info.encoding = "UTF-8";
    info.domains.emplace_back("passerelle");
    info.paths.emplace_back("po");
    info.callback = [bytes](std::string const&, std::string const&) {
        return std::vector<char>(bytes.begin(), bytes.end());
    };
    return { std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info) };
}

/// The numbers that plural rules look at are small, and Boost.Locale takes an int.
int plural_number(std::int64_t n)
{
    constexpr std::int64_t period = 1'000'000;
    auto const size = n < 0 ? -(n % (period * period)) : n;
    return static_cast<int>(size < period ? size : size % period + period);
}

/// Boost.Locale chooses the plural form by the catalogue's rule. Single texts are looked up in a table of our
/// own: a page needs some sixty of them, and the table is what holds the check of placeholders.
class Catalogue final : public Words {
public:
    Catalogue(Lang lang, std::string_view bytes)
        : lang_(lang),
          locale_(locale_of(lang, bytes)),
          messages_(std::use_facet<Messages>(locale_))
    {
        for (auto const& entry : read_catalogue(bytes))
            take(entry);
    }

    Lang lang() const override { return lang_; }

    std::string_view tr(std::string_view msgid) const override
    {
        auto const found = texts_.find(msgid);
        return found == texts_.end() ? msgid : found->second;
    }

    std::string_view tr_in(std::string_view context, std::string_view msgid) const override
    {
        auto const key = std::string(context) + '\4' + std::string(msgid);
        auto const found = texts_.find(key);
        return found == texts_.end() ? msgid : found->second;
    }

    std::string_view trn(std::string_view one, std::string_view many, std::int64_t n) const override
    {
        auto const source = n == 1 ? one : many;
        if (!plurals_.contains(one))
            return source;
        auto const* const form = messages_.get(0, nullptr, std::string(one).c_str(), plural_number(n));
        return form ? std::string_view(form) : source;
    }

private:
    void take(CatalogueEntry const& entry)
    {
        auto const sound = [&](std::string_view text) { return placeholders_known(text, entry.source); };
        if (!std::all_of(entry.texts.begin(), entry.texts.end(), sound))
            return;
        if (entry.source.size() == 1)
            texts_.emplace(entry.key, entry.texts.front());
        else
            plurals_.insert(entry.key);
    }

    Lang lang_;
    std::locale locale_;
    Messages const& messages_; ///< of `locale_`
    std::unordered_map<std::string_view, std::string_view> texts_;
    std::unordered_set<std::string_view> plurals_;
};

bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

/// Length of `{name}` at the start of `text`, or 0.
std::size_t placeholder_length(std::string_view text)
{
    auto const end = std::find_if_not(text.begin() + 1, text.end(), is_name_character);
    auto const length = static_cast<std::size_t>(end - text.begin());
    return length > 1 && end != text.end() && *end == '}' ? length + 1 : 0;
}

} // namespace

std::unique_ptr<Words const> make_words(Lang lang, std::string_view bytes)
{
    return std::make_unique<Catalogue>(lang, bytes);
}

Words const& words(Lang lang)
{
    static auto const catalogues = [] {
        std::vector<std::unique_ptr<Words const>> all;
        for (auto const each : interface_langs)
            all.push_back(make_words(each, catalogue_bytes(each.code())));
        return all;
    }();
    auto const found = std::find_if(catalogues.begin(), catalogues.end(),
        [&](auto const& catalogue) { return catalogue->lang() == lang; });
    return found == catalogues.end() ? *catalogues.front() : **found;
}

std::vector<Piece> pieces(std::string_view text)
{
    std::vector<Piece> result;
    auto words_begin = std::size_t(0);
    auto place = text.find('{');
    while (place != std::string_view::npos) {
        auto const length = placeholder_length(text.substr(place));
        if (length > 0) {
            if (place > words_begin)
                result.push_back({ text.substr(words_begin, place - words_begin) });
            result.push_back({ text.substr(place + 1, length - 2), true });
            words_begin = place + length;
        }
        place = text.find('{', place + std::max<std::size_t>(length, 1));
    }
    if (words_begin < text.size())
        result.push_back({ text.substr(words_begin) });
    return result;
}

std::string fill(std::string_view text, std::initializer_list<Filling> values)
{
    std::string result;
    for (auto const& piece : pieces(text)) {
        auto const value = std::find_if(
            values.begin(), values.end(), [&](Filling const& filling) { return filling.name == piece.text; });
        if (!piece.placeholder)
            result += piece.text;
        else if (value != values.end())
            result += value->value;
        else
            (((result += '{') += piece.text) += '}');
    }
    return result;
}

} // namespace passerelle::i18n
