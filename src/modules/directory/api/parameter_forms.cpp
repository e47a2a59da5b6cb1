#include "modules/directory/api/parameter_forms.hpp"

#include "base/text.hpp"
#include "modules/directory/finding/projection.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/html/translate.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"
#include "platform/json/json.hpp"

#include <algorithm>

namespace passerelle::directory::api {
namespace {

using search::Thesaurus;

constexpr int limit_default = 50;
constexpr int limit_max = 200;

class Reading {
public:
    Reading(accounts::Request const& request, Thesaurus const& thesaurus)
        : request_(request),
          thesaurus_(thesaurus)
    {
    }

    Outcome<ListQuestion, ParameterErrors> question()
    {
        ListQuestion question;
        question.asked = finding::Asked::read(request_.query());
        question.asked.map = false;
        question.asked.more.clear();
        question.lang = lang();
        question.limit = limit();
        for (auto& filter : question.asked.filters)
            for (auto& value : filter.values)
                value = known(filter.facet, value);
        if (!errors_.empty())
            return std::move(errors_);
        return question;
    }

private:
    void refuse(std::string_view parameter, std::string detail)
    {
        errors_.push_back({ std::string(parameter), std::move(detail) });
    }

    std::string tr(std::string_view msgid, std::initializer_list<html::Fill> fills) const
    {
        return html::Tr(request_.words())(msgid, fills);
    }

    Lang lang()
    {
        auto const text = request_.query().text("lang");
        if (text.empty())
            return request_.lang();
        if (auto const lang = Lang::parse(text))
            return *lang;
        refuse("lang", tr("“{value}” is not the code of a language.", { { "value", text } }));
        return request_.lang();
    }

    int limit()
    {
        auto const text = request_.query().text("limit");
        if (text.empty())
            return limit_default;
        auto const number = parse_integer(text);
        if (number && *number >= 1 && *number <= limit_max)
            return static_cast<int>(*number);
        refuse("limit", tr("A whole number from 1 to {max}.", { { "max", limit_max } }));
        return limit_default;
    }

    std::string known(std::string const& facet, std::string const& value)
    {
        if (facet == facets::place || facet == facets::region)
            return known_place(facet, value);
        auto const is_code = facet == facets::kind || facet == facets::lang || facet == facets::operator_slug;
        return is_code ? value : known_concept(facet, value);
    }

    std::string known_place(std::string const& facet, std::string const& value)
    {
        if (Places::all().find(value))
            return value;
        if (auto const* place = Places::all().recognise({}, value))
            return place->id;
        refuse(facet, unknown(value, Places::all().nearest(value)));
        return value;
    }

    std::string known_concept(std::string const& facet, std::string const& value)
    {
        if (thesaurus_.find(value))
            return value;
        if (auto const named = thesaurus_.named(value); !named.empty())
            return std::string(thesaurus_.id(named.front()));
        std::vector<std::string> names;
        for (std::size_t i = 0; i < thesaurus_.size(); ++i)
            names.emplace_back(thesaurus_.label(static_cast<search::Concept>(i), request_.lang()));
        refuse(facet, unknown(value, i18n::nearest(value, names)));
        return value;
    }

    std::string unknown(std::string const& value, std::vector<std::string> const& near) const
    {
        if (near.empty())
            return tr("“{value}” is unknown.", { { "value", value } });
        return tr("“{value}” is unknown. Did you mean {names}?",
            { { "value", value }, { "names", i18n::list(near, request_.lang(), i18n::ListWord::Or) } });
    }

    accounts::Request const& request_;
    Thesaurus const& thesaurus_;
    ParameterErrors errors_;
};

} // namespace

Outcome<ListQuestion, ParameterErrors> read_list_question(
    accounts::Request const& request, Thesaurus const& thesaurus)
{
    return Reading(request, thesaurus).question();
}

http::Response refused(accounts::Request const& request, ParameterErrors const& errors)
{
    Json problem { { "type", "urn:passerelle:problem:invalid-parameter" },
        { "title", std::string(request.words().tr("A parameter is not valid")) }, { "status", 400 },
        { "detail", errors.front().detail } };
    for (auto const& error : errors)
        problem["errors"].push_back(
            { { "pointer", "/" + json_pointer_token(error.parameter) }, { "detail", error.detail } });
    return http::Response::problem(400, to_json_text(problem)).with("Vary", "Accept-Language");
}

} // namespace passerelle::directory::api
