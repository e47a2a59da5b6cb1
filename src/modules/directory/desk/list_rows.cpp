#include "modules/directory/desk/list_rows.hpp"

#include "base/text.hpp"
#include "modules/directory/desk/awaiting.hpp"
#include "modules/directory/desk/list_form.hpp"
#include "modules/directory/desk/views/cell_marked.hpp"
#include "modules/directory/desk/views/lang_states.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::desk {
namespace {

using html::Html;

bool is_missing(LocalisedText const& text, Lang lang) { return !text.empty() && !text.find(lang); }

bool is_outdated(LocalisedText const& text, Lang lang)
{
    auto const* const version = text.find(lang);
    return version && version->meaning < text.meaning();
}

std::string locality_of(Organisation const& organisation)
{
    return organisation.sites.empty() ? std::string() : organisation.sites.front().locality;
}

html::Url sorted_by(html::Url const& list, ListFilter filter, ListOrder order)
{
    filter.order = order;
    return html::Url(http::address_of(list.text(), query_of(filter)));
}

Html confirmed_cell(
    Organisation const& organisation, accounts::Request const& request, i18n::Zone const& zone)
{
    if (!organisation.confirmed_at) {
        auto const never = std::string(request.words().tr("never"));
        return organisation.created_at < confirmation_due(request.now()) ? views::cell_marked(never)
                                                                         : Html::escaped(never);
    }
    auto const day = i18n::short_date(i18n::today(*organisation.confirmed_at, zone));
    return *organisation.confirmed_at < confirmation_due(request.now()) ? views::cell_marked(day)
                                                                        : Html::escaped(day);
}

} // namespace

LangStates states_of(Organisation const& organisation, Langs const& langs)
{
    LangStates states;
    for (auto const lang : langs) {
        LangStates::One one { lang, false, false };
        for (auto const* const text :
            { &organisation.summary, &organisation.description, &organisation.offers, &organisation.needs }) {
            one.missing = one.missing || is_missing(*text, lang);
            one.outdated = one.outdated || is_outdated(*text, lang);
        }
        states.langs.push_back(one);
    }
    return states;
}

std::string in_words(LangStates::One const& one, i18n::Words const& words)
{
    return std::string(one.missing ? words.tr("missing")
            : one.outdated         ? words.tr("outdated")
                                   : words.tr("up to date"));
}

html::Table list_table(html::Page const& page, accounts::Request const& request, accounts::Operator const& at,
    std::vector<ListedOrganisation> const& listed, ListFilter const& filter, html::Url const& list,
    Langs const& langs)
{
    auto const tr = [&](std::string_view msgid) { return std::string(request.words().tr(msgid)); };
    auto const sorted = [&](ListOrder order, html::Sorted direction) {
        return filter.order == order ? direction : html::Sorted::No;
    };
    auto const& zone = request.platform().installation.zone;
    html::Table table;
    table.caption = tr("Organisations");
    table.columns = {
        { .label = tr("Name"),
            .sort = sorted_by(list, filter, ListOrder::Name),
            .sorted = sorted(ListOrder::Name, html::Sorted::Ascending) },
        { .label = tr("Locality") },
        { .label = tr("Kind"), .hidden_on_phone = true },
        { .label = tr("Texts") },
        { .label = tr("Confirmed on"),
            .sort = sorted_by(list, filter, ListOrder::Confirmed),
            .sorted = sorted(ListOrder::Confirmed, html::Sorted::Ascending) },
        { .label = tr("Changed on"),
            .sort = sorted_by(list, filter, ListOrder::Updated),
            .sorted = sorted(ListOrder::Updated, html::Sorted::Descending),
            .hidden_on_phone = true },
        { .label = tr("Category"), .hidden_on_phone = true },
        { .label = tr("Member number"), .align = html::Align::End },
    };
    for (auto const& [organisation, membership] : listed) {
        auto const own = desk_entry_url(request, at, organisation.slug);
        table.rows.push_back(
            { .cells = { html::link(own, organisation.name), Html::escaped(locality_of(organisation)),
                  Html::escaped(words_of(organisation.kind, request.words())),
                  views::lang_states(page, states_of(organisation, langs)),
                  confirmed_cell(organisation, request, zone),
                  Html::escaped(i18n::short_date(i18n::today(organisation.updated_at, zone))),
                  Html::escaped(membership ? membership->category : ""),
                  Html::escaped(membership ? membership->number : "") },
                .value = organisation.id.text(),
                .name = organisation.name });
    }
    return table;
}

} // namespace passerelle::directory::desk
