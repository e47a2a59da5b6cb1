#include "modules/accounts/access.hpp"
#include "modules/accounts/colour.hpp"
#include "modules/accounts/every_page.hpp"
#include "modules/accounts/operator_forms.hpp"
#include "modules/accounts/operator_store.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/views.hpp"
#include "modules/accounts/views/settings_page.hpp"
#include "platform/http/conditional.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::accounts {
namespace {

using html::Notice;
using html::Url;

Operator administered(Request const& request) { return acting_operator(request, Action::AdministerOperator); }

std::string address_of(Request const& request, Operator const& at)
{
    return request.address("/{lang}/@desk/{operator}/@settings", { at.slug });
}

html::Field text(
    std::string name, std::string_view label, std::string const& value, std::string autocomplete = {})
{
    return { .name = std::move(name),
        .label = std::string(label),
        .value = value,
        .autocomplete = std::move(autocomplete),
        .length_max = 200 };
}

std::vector<html::Field> fields_of(i18n::Words const& words, Operator const& at)
{
    auto name = text("name", words.tr("Name"), at.name, "organization");
    name.required = true;
    auto email = text("email", words.tr("Mail address"), at.email, "email");
    email.type = "email";
    auto phone = text("phone", words.tr("Phone"), i18n::phone_for_display(at.phone), "tel");
    phone.type = "tel";
    auto website = text("website", words.tr("Website"), at.website, "url");
    auto sender = text("sender_name", words.tr("Sender of mails"), at.sender_name);
    sender.hint = words.tr("The name under which mails are sent; empty: the operator's name.");
    auto accent = text("accent", words.tr("Colour"), at.accent);
    accent.hint = words.tr("As # and six digits or letters, such as #8a3b12; empty: the platform's. It has "
                           "to be dark enough to be read on light ground.");
    auto postcode = text("postcode", words.tr("Postcode"), at.postcode, "postal-code");
    postcode.is_short = true;
    return { name, text("street", words.tr("Street and number"), at.street, "street-address"), postcode,
        text("locality", words.tr("Place"), at.locality, "address-level2"), email, phone, website, sender,
        accent };
}

html::ChoiceField langs_field(Request const& request, Operator const& at)
{
    html::ChoiceField field { .name = "langs",
        .label = std::string(request.words().tr("Languages")),
        .hint = std::string(request.words().tr("In which the operator writes.")),
        .required = true,
        .in_line = true };
    for (auto const lang : request.platform().installation.langs)
        field.choices.push_back({ .value = std::string(lang.code()),
            .label = i18n::own_name(lang),
            .selected = std::find(at.langs.begin(), at.langs.end(), lang) != at.langs.end(),
            .lang = lang });
    return field;
}

DescriptionFields description_fields(Request const& request, Lang lang, LocalisedText const& description)
{
    auto const& words = request.words();
    auto const* const version = description.find(lang);
    auto const outdated = description.outdated();
    DescriptionFields fields;
    fields.text = { .name = description_name(lang),
        .label = i18n::fill(
            words.tr("Description ({language})"), { { "language", i18n::lang_name(lang, request.lang()) } }),
        .value = version ? version->text : "",
        .lang = lang,
        .rows = 6 };
    if (std::find(outdated.begin(), outdated.end(), lang) != outdated.end())
        fields.text.hint = words.tr("Outdated: another language says something newer.");
    else if (!version && !description.empty())
        fields.text.hint = words.tr("Missing in this language.");
    fields.meaning = { .name = meaning_name(lang),
        .label = std::string(words.tr("This change is")),
        .required = true,
        .choices
        = { { .value = "correction", .label = std::string(words.tr("a small correction")), .selected = true },
            { .value = "changed",
                .label
                = std::string(words.tr("a change of meaning: the other languages become outdated")) } } };
    return fields;
}

http::Response show_settings(
    Request const& request, Operator const& at, html::SentForm const& sent, std::string logo_error = {})
{
    auto const& words = request.words();
    auto page = own_page(request, words.tr("Settings"));
    add_desk_path(request, page, at);
    if (request.query().text("done") == "saved")
        page.notices.push_back(notice(Notice::Kind::Good, words.tr("Saved.")));
    auto const again = !sent.fields.empty();
    SettingsPage settings {
        .errors = sent.errors,
        .operator_name = at.name,
        .fields = fields_of(words, at),
        .langs = langs_field(request, at),
        .logo = Url(logo_address(at)),
        .file = { .name = "logo",
            .label = std::string(words.tr("Logo")),
            .hint = std::string(words.tr("PNG, at most 512 kB and 2000 pixels a side.")),
            .error = std::move(logo_error),
            .required = true,
            .accept = ".png,image/png" },
        .version = at.version,
        .send = Url(address_of(request, at)),
        .send_logo = Url(request.address("/{lang}/@desk/{operator}/@settings/@logo", { at.slug })),
        .remove_logo = Url(request.address("/{lang}/@desk/{operator}/@settings/@logo/@removal", { at.slug })),
        .rooms = rooms_of(request, at),
    };
    auto const description = request.read([&](db::Reader& reader) { return description_of(reader, at.id); });
    for (auto const lang : request.platform().installation.langs)
        settings.descriptions.push_back(description_fields(request, lang, description));
    if (again) {
        for (auto& field : settings.fields)
            field = filled(field, sent);
        settings.langs = filled(settings.langs, sent);
        for (auto& fields : settings.descriptions) {
            fields.text = filled(fields.text, sent);
            fields.meaning = filled(fields.meaning, sent);
        }
    }
    auto const refused = again || !settings.file.error.empty();
    return shown(views::settings_page(page, settings), refused ? 422 : 200);
}

ChangedBy by(Request const& request) { return { *request.actor().person, request.now() }; }

/// What changes its address with its content is kept for ever under that address, and asked for again under
/// others.
http::Response kept(http::Response response, bool under_own_address)
{
    response.with(
        "Cache-Control", under_own_address ? "public, max-age=31536000, immutable" : "public, no-cache");
    return response;
}

Operator public_operator(Request const& request)
{
    auto const found
        = request.read([&](db::Reader& reader) { return find_operator(reader, request.param("operator")); });
    if (!found)
        not_found();
    return *found;
}

} // namespace

http::Response settings_page(Request& request) { return show_settings(request, administered(request), {}); }

http::Response save_settings(Request& request)
{
    auto const at = administered(request);
    auto form
        = read_settings(request.form().fields, at, request.platform().installation.langs, request.words());
    if (!form.ok())
        return show_settings(request, at, form.sent);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return change_operator(tx, form.changed, form.descriptions, by(request));
    });
    if (outcome.refused()) {
        add_refusal(form, outcome.refusal(), request.words());
        return show_settings(request, at, form.sent);
    }
    return done(address_of(request, at), "saved");
}

http::Response save_logo(Request& request)
{
    auto const at = administered(request);
    auto const* const file = request.form().file("logo");
    if (!file)
        return show_settings(request, at, {}, std::string(request.words().tr("Choose a file.")));
    auto const picture = read_logo(file->content);
    if (picture.refused())
        return show_settings(request, at, {}, words_of(picture.refusal(), request.words()));
    request.write([&](db::Transaction& tx) { change_logo(tx, at, *picture, by(request)); });
    return done(address_of(request, at), "saved");
}

http::Response remove_logo(Request& request)
{
    auto const at = administered(request);
    request.write([&](db::Transaction& tx) { change_logo(tx, at, {}, by(request)); });
    return done(address_of(request, at), "saved");
}

http::Response logo_file(Request& request)
{
    auto const at = public_operator(request);
    auto const bytes = request.read([&](db::Reader& reader) { return store::logo_of(reader, at.id); });
    if (bytes.empty())
        not_found();
    auto response = kept(http::Response::of("image/png", bytes), request.query().text("v") == at.logo_tag);
    response.with("ETag", "\"" + at.logo_tag + "\"");
    return response;
}

http::Response accent_file(Request& request)
{
    auto const at = public_operator(request);
    auto const colour = Colour::parse(at.accent);
    if (!colour)
        not_found();
    auto const css = accent_css(*colour);
    auto response = kept(http::Response::of("text/css; charset=utf-8", css),
        "#" + std::string(request.query().text("v")) == at.accent);
    response.with("ETag", http::strong_etag(css));
    return response;
}

} // namespace passerelle::accounts
