#include "modules/accounts/operator_forms.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "modules/accounts/colour.hpp"
#include "modules/accounts/roles.hpp"
#include "platform/http/status.hpp"
#include "platform/i18n/contact.hpp"

#include <algorithm>

namespace passerelle::accounts {
namespace {

std::string line(http::Fields const& fields, std::string_view name)
{
    return std::string(trim(fields.text(name)));
}

/// Empty stays empty; what `normalise` does not take is an error.
template<class Normalise>
std::string contact(SettingsForm& form, std::string_view name, Normalise normalise, std::string_view label,
    std::string_view message)
{
    auto const written = line(form.sent.fields, name);
    if (written.empty())
        return {};
    auto const normal = normalise(written);
    if (!normal)
        form.sent.errors.add(name, message, label);
    return normal.value_or("");
}

void read_contacts(SettingsForm& form, i18n::Words const& words)
{
    form.changed.email = contact(
        form, "email", [](auto const& text) { return i18n::normalise_email(text); }, words.tr("Mail address"),
        words.tr("This is not a mail address. Right would be anna.meier@example.ch."));
    form.changed.phone = contact(
        form, "phone", [](auto const& text) { return i18n::normalise_phone(text); }, words.tr("Phone"),
        words.tr("This cannot be a phone number. Right would be 032 322 12 34."));
    form.changed.website = contact(
        form, "website", [](auto const& text) { return i18n::normalise_url(text); }, words.tr("Website"),
        words.tr("This is not an address of the web. Right would be https://www.example.ch."));
}

void read_accent(SettingsForm& form, i18n::Words const& words)
{
    auto const written = line(form.sent.fields, "accent");
    auto const colour = Colour::parse(written);
    if (!written.empty() && !colour)
        form.sent.errors.add("accent",
            words.tr("Write the colour as # and six digits or letters, such as #8a3b12."),
            words.tr("Colour"));
    form.changed.accent = colour ? colour->text() : "";
}

void read_langs(SettingsForm& form, Langs const& offered)
{
    form.changed.langs.clear();
    auto const chosen = form.sent.fields.all("langs");
    for (auto const lang : offered)
        if (std::find(chosen.begin(), chosen.end(), lang.code()) != chosen.end())
            form.changed.langs.push_back(lang);
}

} // namespace

std::string description_name(Lang lang) { return "description_" + std::string(lang.code()); }
std::string meaning_name(Lang lang) { return "meaning_" + std::string(lang.code()); }

SettingsForm read_settings(
    http::Fields const& fields, Operator const& before, Langs const& langs, i18n::Words const& words)
{
    SettingsForm form { .sent = { .fields = fields, .errors = {} }, .changed = before, .descriptions = {} };
    auto& changed = form.changed;
    changed.name = line(fields, "name");
    changed.street = line(fields, "street");
    changed.postcode = line(fields, "postcode");
    changed.locality = line(fields, "locality");
    changed.sender_name = line(fields, "sender_name");
    auto const version = parse_integer(fields.text("version"));
    if (!version)
        throw http::StatusError(400, "a form without its version");
    changed.version = static_cast<int>(*version);
    read_contacts(form, words);
    read_accent(form, words);
    read_langs(form, langs);
    for (auto const lang : langs)
        if (fields.has(description_name(lang)))
            form.descriptions.push_back({ lang, line(fields, description_name(lang)),
                fields.text(meaning_name(lang)) == "changed" ? LocalisedText::Edit::MeaningChanged
                                                             : LocalisedText::Edit::SmallCorrection });
    return form;
}

void add_refusal(SettingsForm& form, SettingsRefused refused, i18n::Words const& words)
{
    auto& errors = form.sent.errors;
    switch (refused) {
    case SettingsRefused::NameMissing:
        errors.add("name", words.tr("A name is needed."), words.tr("Name"));
        return;
    case SettingsRefused::PaleAccent:
        errors.add("accent",
            i18n::fill(
                words.tr(
                    "Too pale to be read on light ground. The nearest colour that can be read is {colour}."),
                { { "colour", nearest_legible_accent(*Colour::parse(form.changed.accent)).text() } }),
            words.tr("Colour"));
        return;
    case SettingsRefused::NoLang:
        errors.add("langs", words.tr("Choose at least one."), words.tr("Languages"));
        return;
    case SettingsRefused::Changed:
        errors.add("name",
            words.tr("Somebody else changed these settings meanwhile. Open the page again to see them, and "
                     "enter your changes once more."));
        return;
    }
    ensure(false);
}

InvitationForm read_invitation(http::Fields const& fields, i18n::Words const& words)
{
    InvitationForm form { .sent = { .fields = fields, .errors = {} }, .invitation = {} };
    auto const email = i18n::normalise_email(fields.text("email"));
    if (!email)
        form.sent.errors.add("email",
            words.tr("This is not a mail address. Right would be anna.meier@example.ch."),
            words.tr("Mail address"));
    auto const name = line(fields, "name");
    if (name.empty())
        form.sent.errors.add("name", words.tr("A name is needed."), words.tr("Name"));
    auto const lang = Lang::parse(fields.text("lang"));
    auto const role = find_operator_role(fields.text("role"));
    if (!lang || !is_interface_lang(*lang) || !role)
        throw http::StatusError(400, "not what the form offers");
    form.invitation = { email.value_or(""), name, *lang, *role };
    return form;
}

std::string words_of(LogoRefused refused, i18n::Words const& words)
{
    switch (refused) {
    case LogoRefused::TooLarge:
        return std::string(words.tr("The file is larger than 512 kB."));
    case LogoRefused::Svg:
        return std::string(words.tr("SVG files can carry programs and are not taken. Export the logo as PNG, "
                                    "400 pixels wide or more."));
    case LogoRefused::NotPng:
        return std::string(words.tr("This is not a PNG file. Export the logo as PNG."));
    case LogoRefused::Broken:
        return std::string(words.tr("This PNG file is damaged or incomplete. Export it again."));
    case LogoRefused::Dimensions:
        return i18n::fill(words.tr("Each side has to be between {min} and {max} pixels long."),
            { { "min", std::to_string(logo_side_min) }, { "max", std::to_string(logo_side_max) } });
    }
    ensure(false);
}

} // namespace passerelle::accounts
