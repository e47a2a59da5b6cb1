#include "modules/directory/translations/pieces.hpp"

#include "base/text.hpp"
#include "modules/directory/organisations/store.hpp"

#include <array>

namespace passerelle::directory::translations {
namespace {

struct TextField {
    std::string_view name;
    LocalisedText Organisation::*text;
};

constexpr std::array<TextField, 4> text_fields { TextField { "summary", &Organisation::summary },
    { "description", &Organisation::description }, { "offers", &Organisation::offers },
    { "needs", &Organisation::needs } };

LocalisedText Organisation::*member_of_field(std::string_view name)
{
    for (auto const& field : text_fields)
        if (field.name == name)
            return field.text;
    return nullptr;
}

} // namespace

std::string PieceKey::text() const { return "o" + organisation.text() + "." + field; }

std::optional<PieceKey> PieceKey::parse(std::string_view text)
{
    auto const dot = text.find('.');
    if (dot == std::string_view::npos || !text.starts_with('o'))
        return std::nullopt;
    auto const organisation = OrganisationId::parse(text.substr(1, dot - 1));
    auto const field = text.substr(dot + 1);
    if (!organisation || !is_text_field(field))
        return std::nullopt;
    return PieceKey { *organisation, std::string(field) };
}

bool is_text_field(std::string_view field) { return member_of_field(field) != nullptr; }

LocalisedText const& text_of(Organisation const& organisation, std::string_view field)
{
    auto const member = member_of_field(field);
    ensure(member);
    return organisation.*member;
}

LocalisedText translated(LocalisedText text, Translation const& translation)
{
    if (translation.meant == Meant::NewMeaning || translation.text.empty()) {
        text.set(translation.into, translation.text, LocalisedText::Edit::MeaningChanged);
        return text;
    }
    std::vector<LocalisedText::Version> versions;
    for (auto const& version : text.versions())
        if (version.lang != translation.into)
            versions.push_back(version);
    versions.push_back({ translation.into, translation.text, text.meaning() });
    return LocalisedText(std::move(versions));
}

Outcome<Organisation, TranslationRefused> translate(
    db::Transaction& tx, Translation const& translation, Author const& author, Random& random)
{
    auto const before = store::find(tx, translation.piece.organisation);
    auto const member = member_of_field(translation.piece.field);
    if (!before || !member || before->state == State::Merged || (*before.*member).empty())
        return TranslationRefused::Unknown;
    if ((*before.*member).meaning() != translation.meaning_seen)
        return TranslationRefused::SourceMoved;
    if (count_characters(translation.text) > text_characters_max)
        return TranslationRefused::TooLong;
    auto after = *before;
    after.*member = translated(*before.*member, translation);
    auto written = write(tx, *before, std::move(after), "organisation.translated", author, random);
    if (!written)
        return TranslationRefused::SourceMoved;
    return std::move(written).value();
}

} // namespace passerelle::directory::translations
