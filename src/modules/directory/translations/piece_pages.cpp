#include "base/text.hpp"
#include "modules/directory/desk/members.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/translations/pages.hpp"
#include "modules/directory/translations/pieces.hpp"
#include "modules/directory/translations/store.hpp"
#include "modules/directory/translations/views.hpp"
#include "modules/directory/translations/views/translation_piece_page.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::translations {
namespace {

using desk::words_in;

constexpr auto* list_pattern = "/{lang}/@desk/{operator}/@translations";
constexpr auto* piece_pattern = "/{lang}/@desk/{operator}/@translations/{organisation}/{field}";

/// The text that an address names, of a member of the operator.
struct Reached {
    Organisation organisation;
    std::string field;
    accounts::Thing thing;

    LocalisedText const& text() const { return text_of(organisation, field); }
};

Reached reach(accounts::Request const& request, accounts::Operator const& at)
{
    auto const slug = request.param("organisation");
    auto const field = request.param("field");
    auto reached = request.read([&](db::Reader& reader) -> std::optional<Reached> {
        auto organisation = store::find_by_slug(reader, slug);
        if (!organisation || !desk::was_ever_member(reader, at.id, organisation->id))
            return std::nullopt;
        auto const id = organisation->id;
        return Reached { *std::move(organisation), field,
            accounts::Thing::of(id, store::member_of(reader, id, request.today())) };
    });
    if (!reached || !is_text_field(field) || reached->text().empty())
        accounts::not_found();
    return *std::move(reached);
}

Side side_of(LocalisedText const& text, Lang lang, accounts::Request const& request)
{
    auto const tr = words_in(request);
    auto const* const version = text.find(lang);
    auto const is_outdated = version && version->meaning < text.meaning();
    return { lang, i18n::lang_name(lang, request.lang()),
        !version          ? tr("missing")
            : is_outdated ? tr("outdated")
                          : tr("up to date"),
        !version          ? "lang-state--missing"
            : is_outdated ? "lang-state--outdated"
                          : "",
        version ? version->text : std::string() };
}

std::vector<Side> sources_of(LocalisedText const& text, Lang into, accounts::Request const& request)
{
    std::vector<Side> sources;
    for (auto const& version : text.versions())
        if (version.lang != into)
            sources.push_back(side_of(text, version.lang, request));
    std::stable_partition(
        sources.begin(), sources.end(), [](Side const& side) { return side.state_class.empty(); });
    return sources;
}

/// The next open text behind the one at `cursor`, or the list.
std::string next_address(
    accounts::Request const& request, accounts::Operator const& at, Lang into, std::string const& cursor)
{
    std::string slug;
    auto const part = request.read([&](db::Reader& reader) {
        auto page = open_pieces(reader, { .operator_id = at.id, .into = into }, texts::OpenOrder::Oldest,
            { .limit = 1, .after = cursor });
        if (!page.items.empty())
            slug = store::slug_of(reader, OrganisationId(page.items.front().owner)).value_or("");
        return page;
    });
    if (slug.empty() || cursor.empty())
        return html::Url(request.address(list_pattern, { at.slug })).with("to", into.code()).text();
    auto const& piece = part.items.front();
    return html::Url(request.address(piece_pattern, { at.slug, slug, piece.field }))
        .with("to", into.code())
        .with("at", cursor_behind(piece, texts::OpenOrder::Oldest))
        .text();
}

html::ChoiceField meant_field(accounts::Request const& request, std::string_view chosen)
{
    auto const tr = words_in(request);
    return { .name = "meant",
        .label = tr("What is it?"),
        .required = true,
        .choices = { { .value = "same",
                         .label = tr("A translation or small correction"),
                         .selected = chosen != "new",
                         .hint = tr("It says what the other languages say.") },
            { .value = "new",
                .label = tr("The meaning changed"),
                .selected = chosen == "new",
                .hint = tr("The other languages become outdated.") } } };
}

/// What somebody typed, with its messages.
struct Typed {
    std::string text;
    std::string meant;
    std::string at;
    html::FormErrors errors {};
};

http::Response show(accounts::Request const& request, accounts::Operator const& at, Reached const& reached,
    Lang into, Typed const& typed, int status)
{
    auto const label = field_in_words(reached.field, request.words());
    auto const own = request.address(piece_pattern, { at.slug, reached.organisation.slug, reached.field });
    PiecePage piece {
        .frame = desk_frame(request, at, DeskRoom::Translations),
        .organisation = reached.organisation.name,
        .entry = desk_entry_url(request, at, reached.organisation.slug),
        .sources = sources_of(reached.text(), into, request),
        .target = side_of(reached.text(), into, request),
        .text = { .name = "text",
            .label = html::Tr(request.words())("{text} in {language}",
                { { "text", label }, { "language", i18n::lang_name(into, request.lang()) } }),
            .error = std::string(typed.errors.of("text")),
            .value = typed.text,
            .required = true,
            .lang = into,
            .length_max = static_cast<int>(text_characters_max),
            .rows = 12 },
        .meant = meant_field(request, typed.meant),
        .send = html::Url(own),
        .skip = html::Url(next_address(request, at, into, typed.at)),
        .back = html::Url(request.address(list_pattern, { at.slug })).with("to", into.code()),
        .meaning = std::to_string(reached.text().meaning()),
        .at = typed.at,
        .errors = typed.errors,
        .may_write = request.can(accounts::Action::WriteOwnRecords, accounts::Thing::of(at.id))
            && request.can(accounts::Action::EditOrganisation, reached.thing),
    };
    piece.text.readonly = !piece.may_write;
    auto const page = desk_page(request, at, label + ", " + reached.organisation.name);
    return desk::shown(views::translation_piece_page(page, piece), status);
}

std::string problem_in_words(TranslationRefused refused, i18n::Words const& words)
{
    switch (refused) {
    case TranslationRefused::Unknown:
        return std::string(words.tr("This text is not there any more."));
    case TranslationRefused::SourceMoved:
        return std::string(words.tr(
            "The text was changed in the meantime. Compare with what it says now, then save again."));
    case TranslationRefused::TooLong:
        return std::string(words.tr("At most 10 000 characters."));
    }
    ensure(false);
}

std::string without_carriage_returns(std::string_view text)
{
    std::string clean;
    for (auto const c : trim(text))
        if (c != '\r')
            clean += c;
    return clean;
}

} // namespace

http::Response piece_page(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    auto const reached = reach(request, at);
    auto const into = into_of(request, directory.installation.langs);
    auto const* const version = reached.text().find(into);
    return show(request, at, reached, into,
        { version ? version->text : std::string(), "same", std::string(request.query().text("at")) }, 200);
}

http::Response save_piece(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::WriteOwnRecords);
    request.check_csrf();
    auto const reached = reach(request, at);
    request.require(accounts::Action::EditOrganisation, reached.thing);
    auto const& sent = request.form().fields;
    auto const& langs = directory.installation.langs;
    auto const into = Lang::parse(sent.text("to"));
    if (!into || std::find(langs.begin(), langs.end(), *into) == langs.end())
        accounts::not_found();
    Typed typed { without_carriage_returns(sent.text("text")), std::string(sent.text("meant")),
        std::string(sent.text("at")) };
    auto const label = field_in_words(reached.field, request.words());
    if (typed.text.empty()) {
        typed.errors.add("text", request.words().tr("Write the translation, or skip this text."), label);
        return show(request, at, reached, *into, typed, 422);
    }
    Translation const translation { { reached.organisation.id, reached.field }, *into, typed.text,
        typed.meant == "new" ? Meant::NewMeaning : Meant::SameMeaning,
        static_cast<int>(parse_integer(sent.text("meaning")).value_or(0)) };
    auto const outcome = request.write([&](db::Transaction& tx) {
        return translate(tx, translation, desk::author_of(request, at.id), request.random());
    });
    if (outcome)
        return http::Response::see_other(next_address(request, at, *into, typed.at));
    typed.errors.add("text", problem_in_words(outcome.refusal(), request.words()), label);
    return show(request, at, reach(request, at), *into, typed, 422);
}

} // namespace passerelle::directory::translations
