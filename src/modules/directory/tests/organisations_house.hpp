#pragma once

#include "modules/directory/organisations/letters.hpp"
#include "modules/directory/tests/public_face.hpp"

namespace passerelle::directory {

/// The house with one chamber, one member firm and its owner.
class OrganisationsHouse : public PublicFace {
protected:
    using OrganisationRole = accounts::OrganisationRole;
    using OperatorRole = accounts::OperatorRole;

    OrganisationsHouse()
    {
        auto drafted_entry = drafted("Vauclair SA");
        drafted_entry.description
            = LocalisedText({ { Lang::fr, "Nous livrons.", 1 }, { Lang::de, "Wir liefern.", 1 } });
        entry_ = add(drafted_entry);
        chamber_ = app_.an_operator("chamber", "Chamber");
        join(entry_.id, chamber_.id);
        owner_ = app_.member(entry_.id, OrganisationRole::Owner, "owner@vauclair.example");
        manager_ = app_.staff(chamber_.id, OperatorRole::Manager, "manager@chamber.example");
    }

    Organisation stored()
    {
        return *app_.read([&](db::Reader& reader) { return store::find(reader, entry_.id); });
    }
    Addresses addresses() { return { site_, app_.router() }; }

    static std::string between(std::string const& text, std::string const& before, std::string const& after)
    {
        auto const at = text.find(before);
        if (at == text.npos)
            return {};
        auto const begin = at + before.size();
        return text.substr(begin, text.find(after, begin) - begin);
    }

    /// All hidden, text and chosen fields of a page's form, as far as the tests need them: hidden inputs.
    static http::Fields hidden_fields(std::string const& page)
    {
        http::Fields fields;
        constexpr std::string_view begin = "<input type=\"hidden\" name=\"";
        for (auto at = page.find(begin); at != page.npos; at = page.find(begin, at + 1)) {
            auto const tag = page.substr(at, page.find('>', at) - at);
            auto const name = between(tag, "name=\"", "\"");
            if (name != "csrf")
                fields.add(name, unescaped(between(tag, "value=\"", "\"")));
        }
        return fields;
    }

    static std::string unescaped(std::string text)
    {
        for (auto const& [from, to] : { std::pair<std::string, std::string> { "&lt;", "<" }, { "&gt;", ">" },
                 { "&quot;", "\"" }, { "&#39;", "'" }, { "&amp;", "&" } })
            for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
                text.replace(at, from.size(), to);
        return text;
    }

    Organisation entry_;
    accounts::Operator chamber_;
    accounts::Person owner_, manager_;
};

} // namespace passerelle::directory
