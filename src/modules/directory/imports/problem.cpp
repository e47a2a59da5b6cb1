#include "modules/directory/imports/problem.hpp"

#include <array>

namespace passerelle::directory::imports {
namespace {

using i18n::message;

struct ComplaintWords {
    std::string_view code;
    std::string_view sentence;
};

constexpr std::array complaints {
    ComplaintWords { "ref-missing", message("The row has no reference.") },
    ComplaintWords { "name-missing", message("The row has no name.") },
    ComplaintWords { "ref-twice", message("The reference “{value}” stands on line {suggestion} already.") },
    ComplaintWords { "kind-unknown",
        message("“{value}” is no kind of organisation. Right would be company, training, association or "
                "public.") },
    ComplaintWords { "language-unknown", message("“{value}” is no language. Right would be fr or de, say.") },
    ComplaintWords {
        "bad-email", message("“{value}” is not a mail address. Right would be name@example.ch.") },
    ComplaintWords {
        "bad-website", message("“{value}” is not a web address. Right would be www.example.ch.") },
    ComplaintWords {
        "bad-phone", message("“{value}” is not a telephone number. Right would be 032 322 12 34.") },
    ComplaintWords { "bad-noga", message("“{value}” is not a NOGA code. Right would be 25.62.") },
    ComplaintWords { "no-such-date",
        message("“{value}” is not a day of the calendar. Right would be 31.12.2019, 2019-12-31 or 2019.") },
    ComplaintWords { "bad-number", message("“{value}” is not a number. Right would be 25.") },
    ComplaintWords { "country-unknown", message("There is no country “{value}”. Right would be CH.") },
    ComplaintWords { "unreadable",
        message("Some characters of “{value}” cannot be read. Save the file again, as UTF-8.") },
    ComplaintWords { "too-long", message("“{value}” is too long: at most {suggestion} characters fit.") },
    ComplaintWords {
        "place-unknown", message("The place “{value}” is not in the region's list; its name is kept.") },
    ComplaintWords {
        "concept-unknown", message("“{value}” is not in the thesaurus; it is kept as a private note.") },
    ComplaintWords { "odd-postcode", message("“{value}” is not a Swiss postcode; it is kept as it is.") },
    ComplaintWords { "bad-uid",
        message("“{value}” is not a UID (its digits do not agree); it is kept as a private note.") },
    ComplaintWords { "range-taken", message("“{value}” is taken as {suggestion}.") },
    ComplaintWords { "several-values",
        message("“{value}” has several values: the first one is taken, all are kept as a private note.") },
};

} // namespace

bool refuses(Complaint complaint) { return complaint < Complaint::PlaceUnknown; }

std::string_view code_of(Complaint complaint) { return complaints[static_cast<std::size_t>(complaint)].code; }

std::optional<Complaint> parse_complaint(std::string_view code)
{
    for (std::size_t i = 0; i < complaints.size(); ++i)
        if (complaints[i].code == code)
            return static_cast<Complaint>(i);
    return std::nullopt;
}

std::string words_of(Problem const& problem, i18n::Words const& words)
{
    auto sentence = i18n::fill(words.tr(complaints[static_cast<std::size_t>(problem.complaint)].sentence),
        { { "value", problem.value }, { "suggestion", problem.suggestion } });
    auto const suggests = problem.complaint == Complaint::PlaceUnknown
        || problem.complaint == Complaint::ConceptUnknown || problem.complaint == Complaint::KindUnknown
        || problem.complaint == Complaint::CountryUnknown;
    if (suggests && !problem.suggestion.empty())
        sentence += " "
            + i18n::fill(words.tr("Did you mean “{suggestion}”?"), { { "suggestion", problem.suggestion } });
    return sentence;
}

} // namespace passerelle::directory::imports
