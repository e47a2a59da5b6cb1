#include "modules/directory/organisations/entry_words.hpp"

#include "base/ensure.hpp"

namespace passerelle::directory {

std::string_view words_of(Kind kind, i18n::Words const& words)
{
    switch (kind) {
    case Kind::Company:
        return words.tr("Company");
    case Kind::Training:
        return words.tr("Training institution");
    case Kind::Association:
        return words.tr("Association");
    case Kind::Public:
        return words.tr("Public body");
    }
    ensure(false);
}

std::string_view words_of(State state, i18n::Words const& words)
{
    switch (state) {
    case State::Proposed:
        return words.tr("proposed");
    case State::Published:
        return words.tr("published");
    case State::Archived:
        return words.tr("archived");
    case State::Merged:
        return words.tr("merged");
    }
    ensure(false);
}

std::string_view words_of(Audience audience, i18n::Words const& words)
{
    switch (audience) {
    case Audience::Public:
        return words.tr_in("audience", "everybody");
    case Audience::Members:
        return words.tr_in("audience", "members");
    case Audience::Operators:
        return words.tr_in("audience", "operators only");
    }
    ensure(false);
}

std::string_view words_of(Field field, i18n::Words const& words)
{
    switch (field) {
    case Field::Summary:
        return words.tr("In one sentence");
    case Field::Description:
        return words.tr("Description");
    case Field::Offers:
        return words.tr("Offers");
    case Field::Needs:
        return words.tr("Needs");
    case Field::Website:
        return words.tr("Website");
    case Field::Email:
        return words.tr("E-mail");
    case Field::Phone:
        return words.tr("Phone");
    case Field::Employees:
        return words.tr("Number of people");
    case Field::Languages:
        return words.tr("Languages spoken");
    case Field::Sites:
        return words.tr("Sites");
    case Field::Concepts:
        return words.tr("Skills and equipment");
    }
    ensure(false);
}

std::string_view words_of(Facet facet, i18n::Words const& words)
{
    switch (facet) {
    case Facet::Capabilities:
        return words.tr("Capabilities");
    case Facet::Materials:
        return words.tr("Materials");
    case Facet::Machines:
        return words.tr("Machines");
    case Facet::Certifications:
        return words.tr("Certifications");
    case Facet::Markets:
        return words.tr("Markets");
    }
    ensure(false);
}

} // namespace passerelle::directory
