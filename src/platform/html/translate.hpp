#pragma once

#include "platform/html/html.hpp"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace passerelle::i18n {
class Words;
}

namespace passerelle::html {

/// What stands in the place of `{name}`: text, or a whole number, written as the language does.
class Filler {
public:
    Filler(std::string_view text) : text_(text) {}
    Filler(std::string const& text) : text_(text) {}
    Filler(char const* text) : text_(text) {}
    Filler(WholeNumber auto number) : number_(static_cast<std::int64_t>(number)), is_number_(true) {}

    /// As text; `own` keeps it where it has to be made.
    std::string_view in(i18n::Words const& words, std::string& own) const;

private:
    std::string_view text_;
    std::int64_t number_ = 0;
    bool is_number_ = false;
};

struct Fill {
    std::string_view name;
    Filler value;
};

/// As a `Filler`, or markup: a link, an emphasis.
class HtmlFiller {
public:
    HtmlFiller(Html const& markup) : markup_(&markup) {}
    HtmlFiller(Filler text) : text_(text) {}
    HtmlFiller(std::string_view text) : text_(text) {}
    HtmlFiller(std::string const& text) : text_(text) {}
    HtmlFiller(char const* text) : text_(text) {}
    HtmlFiller(WholeNumber auto number) : text_(number) {}

    void write(Out& out, i18n::Words const& words) const;

private:
    Filler text_ { std::string_view() };
    Html const* markup_ = nullptr;
};

struct HtmlFill {
    std::string_view name;
    HtmlFiller value;
};

/// The functions that templates call by the names `tr`, `tr_in`, `trn`, `tr_html` and `trn_html`. Source
/// texts are literals in English, with `{name}` for what is filled in; xgettext finds them in the generated
/// code.
class Tr {
public:
    Tr(Page const& page);
    explicit Tr(i18n::Words const& words) : words_(words) {}

    /// Valid as long as the program runs.
    std::string_view operator()(std::string_view msgid) const;
    std::string operator()(std::string_view msgid, std::initializer_list<Fill> fills) const;

private:
    i18n::Words const& words_;
};

/// With a context that tells apart source texts that are alike: `tr_in("ranking", "Place")`.
class TrIn {
public:
    TrIn(Page const& page);
    std::string_view operator()(std::string_view context, std::string_view msgid) const;
    std::string operator()(
        std::string_view context, std::string_view msgid, std::initializer_list<Fill> fills) const;

private:
    i18n::Words const& words_;
};

/// `trn("{n} hit", "{n} hits", hits)`: the form for the number, which also fills `{n}`.
class Trn {
public:
    Trn(Page const& page);
    explicit Trn(i18n::Words const& words) : words_(words) {}
    std::string operator()(std::string_view one, std::string_view many, std::int64_t n,
        std::initializer_list<Fill> fills = {}) const;

private:
    i18n::Words const& words_;
};

/// `tr_html("Read the {rules}.", { { "rules", link(url, tr("rules")) } })`: the text is escaped, the markup
/// is not.
class TrHtml {
public:
    TrHtml(Page const& page);
    Html operator()(std::string_view msgid, std::initializer_list<HtmlFill> fills) const;

private:
    i18n::Words const& words_;
};

class TrnHtml {
public:
    TrnHtml(Page const& page);
    Html operator()(std::string_view one, std::string_view many, std::int64_t n,
        std::initializer_list<HtmlFill> fills = {}) const;

private:
    i18n::Words const& words_;
};

} // namespace passerelle::html
