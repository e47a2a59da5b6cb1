#include "base/text.hpp"
#include "modules/directory/translations/exchange.hpp"
#include "modules/directory/translations/pages.hpp"
#include "modules/directory/translations/views.hpp"
#include "modules/directory/translations/views/translations_preview_page.hpp"

#include <algorithm>

namespace passerelle::directory::translations {
namespace {

using desk::words_in;

constexpr std::size_t rows_shown_max = 200;
constexpr auto* list_pattern = "/{lang}/@desk/{operator}/@translations";

MayWrite may_write(accounts::Request const& request)
{
    return [&request](OrganisationId id, std::vector<OperatorId> const& responsible) {
        return request.can(accounts::Action::EditOrganisation, accounts::Thing::of(id, responsible));
    };
}

std::string problem_in_words(Examined::State state, i18n::Words const& words)
{
    switch (state) {
    case Examined::State::Ready:
    case Examined::State::Unchanged:
    case Examined::State::Empty:
        return {};
    case Examined::State::Unknown:
        return std::string(words.tr("no such text of a member"));
    case Examined::State::SourceMoved:
        return std::string(words.tr("the original was changed meanwhile"));
    case Examined::State::TooLong:
        return std::string(words.tr("too long"));
    }
    ensure(false);
}

PreviewRow row_of(Examined const& examined, accounts::Request const& request, accounts::Operator const& at)
{
    return { examined.organisation.empty() ? std::string(request.words().tr("Unknown"))
                                           : examined.organisation,
        examined.slug.empty() ? html::Url() : desk_entry_url(request, at, examined.slug),
        field_in_words(examined.piece.field, request.words()), examined.before, examined.after,
        problem_in_words(examined.state, request.words()) };
}

TranslationsPreview preview_of(accounts::Request const& request, accounts::Operator const& at,
    SentTexts const& sent, std::vector<Examined> const& examined)
{
    TranslationsPreview preview { .frame = desk_frame(request, at, DeskRoom::Translations),
        .into = sent.into };
    SentTexts ready { sent.from, sent.into, {} };
    std::size_t problems = 0;
    for (std::size_t i = 0; i < examined.size(); ++i) {
        auto const& one = examined[i];
        if (one.state == Examined::State::Empty || one.state == Examined::State::Unchanged)
            continue;
        auto const is_ready = one.state == Examined::State::Ready;
        if (auto& rows = is_ready ? preview.ready : preview.problems; rows.size() < rows_shown_max)
            rows.push_back(row_of(one, request, at));
        if (is_ready)
            ready.texts.push_back({ sent.texts[i].id, sent.texts[i].meaning, {}, {}, {}, one.after });
        else
            ++problems;
    }
    auto const passed_over = examined.size() - ready.texts.size() - problems;
    if (ready.texts.size() > preview.ready.size() || problems > preview.problems.size())
        preview.not_shown
            = html::Tr(request.words())("Of each kind the first {n} are shown.", { { "n", rows_shown_max } });
    preview.summary = html::Tr(request.words())(
        "{all} texts in the file: {ready} will be written, {problems} cannot be, {passed} have nothing new.",
        { { "all", examined.size() }, { "ready", ready.texts.size() }, { "problems", problems },
            { "passed", passed_over } });
    preview.apply
        = html::Url(request.address("/{lang}/@desk/{operator}/@translations/@application", { at.slug }));
    preview.back = html::Url(request.address(list_pattern, { at.slug }));
    preview.content = to_xliff(ready);
    return preview;
}

/// A file into a language that people do not write in here would write what nobody sees.
bool is_usable(SentTexts const& sent, Langs const& langs)
{
    return std::find(langs.begin(), langs.end(), sent.into) != langs.end();
}

} // namespace

http::Response preview(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::WriteOwnRecords);
    request.check_csrf();
    auto const* const uploaded = request.form().file("file");
    auto const sent = read_texts(uploaded ? uploaded->content : std::string_view());
    if (!sent || !is_usable(*sent, directory.installation.langs))
        return desk::done(request.address(list_pattern, { at.slug }), {}, "unreadable");
    auto const examined = request.read([&](db::Reader& reader) {
        return examine(reader, at.id, *sent, request.today(), may_write(request));
    });
    auto const page = desk_page(request, at, request.words().tr("What the file would change"));
    return desk::shown(views::translations_preview_page(page, preview_of(request, at, *sent, examined)));
}

http::Response apply(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::WriteOwnRecords);
    request.check_csrf();
    auto const sent = read_texts(request.form().fields.text("content"));
    auto const list = request.address(list_pattern, { at.slug });
    if (!sent || !is_usable(*sent, directory.installation.langs))
        return desk::done(list, {}, "unreadable");
    auto const written = request.write([&](db::Transaction& tx) {
        return take_in(tx, at.id, *sent, request.today(), may_write(request), desk::author_of(request, at.id),
            request.random());
    });
    return desk::done(list, {}, "taken-in", written);
}

} // namespace passerelle::directory::translations
