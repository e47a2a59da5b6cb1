#include "platform/html/translate.hpp"

#include "platform/html/page.hpp"
#include "platform/i18n/format.hpp"
#include "platform/i18n/words.hpp"

#include <algorithm>

namespace passerelle::html {
namespace {

template<class Fills>
auto find(Fills const& fills, std::string_view name)
{
    return std::ranges::find(fills, name, [](auto const& fill) { return fill.name; });
}

/// `text` with every `{name}` replaced; a name without a value stays.
std::string filled(i18n::Words const& words, std::string_view text, std::initializer_list<Fill> fills,
    std::int64_t const* n = nullptr)
{
    std::string result;
    for (auto const& piece : i18n::pieces(text)) {
        std::string own;
        auto const fill = find(fills, piece.text);
        if (!piece.placeholder)
            result += piece.text;
        else if (fill != fills.end())
            result += fill->value.in(words, own);
        else if (n && piece.text == "n")
            result += i18n::number(*n, words.lang());
        else
            result += "{" + std::string(piece.text) + "}";
    }
    return result;
}

Html filled_html(i18n::Words const& words, std::string_view text, std::initializer_list<HtmlFill> fills,
    std::int64_t const* n = nullptr)
{
    Out out(text.size() + 128);
    for (auto const& piece : i18n::pieces(text)) {
        auto const fill = find(fills, piece.text);
        if (!piece.placeholder)
            out.text(piece.text);
        else if (fill != fills.end())
            fill->value.write(out, words);
        else if (n && piece.text == "n")
            out.text(i18n::number(*n, words.lang()));
        else
            out.text("{" + std::string(piece.text) + "}");
    }
    return std::move(out).html();
}

} // namespace

std::string_view Filler::in(i18n::Words const& words, std::string& own) const
{
    if (!is_number_)
        return text_;
    own = i18n::number(number_, words.lang());
    return own;
}

void HtmlFiller::write(Out& out, i18n::Words const& words) const
{
    std::string own;
    if (markup_)
        out.text(*markup_);
    else
        out.text(text_.in(words, own));
}

Tr::Tr(Page const& page) : words_(*page.words) {}
TrIn::TrIn(Page const& page) : words_(*page.words) {}
Trn::Trn(Page const& page) : words_(*page.words) {}
TrHtml::TrHtml(Page const& page) : words_(*page.words) {}
TrnHtml::TrnHtml(Page const& page) : words_(*page.words) {}

std::string_view Tr::operator()(std::string_view msgid) const { return words_.tr(msgid); }

std::string Tr::operator()(std::string_view msgid, std::initializer_list<Fill> fills) const
{
    return filled(words_, words_.tr(msgid), fills);
}

std::string_view TrIn::operator()(std::string_view context, std::string_view msgid) const
{
    return words_.tr_in(context, msgid);
}

std::string TrIn::operator()(
    std::string_view context, std::string_view msgid, std::initializer_list<Fill> fills) const
{
    return filled(words_, words_.tr_in(context, msgid), fills);
}

std::string Trn::operator()(
    std::string_view one, std::string_view many, std::int64_t n, std::initializer_list<Fill> fills) const
{
    return filled(words_, words_.trn(one, many, n), fills, &n);
}

Html TrHtml::operator()(std::string_view msgid, std::initializer_list<HtmlFill> fills) const
{
    return filled_html(words_, words_.tr(msgid), fills);
}

Html TrnHtml::operator()(
    std::string_view one, std::string_view many, std::int64_t n, std::initializer_list<HtmlFill> fills) const
{
    return filled_html(words_, words_.trn(one, many, n), fills, &n);
}

} // namespace passerelle::html
