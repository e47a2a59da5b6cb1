#include "modules/directory/imports/columns.hpp"
#include "modules/directory/imports/plan.hpp"

#include "base/text.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::imports {
namespace {

constexpr std::size_t shown_max = 200;

class Changes {
public:
    explicit Changes(i18n::Words const& words) : words_(words) {}

    void add(Column column, std::string_view before, std::string_view after, std::string_view lang = {})
    {
        if (before == after)
            return;
        auto label = std::string(label_of(column, words_));
        if (!lang.empty())
            label += " (" + std::string(lang) + ")";
        changes_.push_back(
            { std::move(label), i18n::shorten(before, shown_max), i18n::shorten(after, shown_max) });
    }

    std::vector<FieldChange> take() { return std::move(changes_); }

private:
    i18n::Words const& words_;
    std::vector<FieldChange> changes_;
};

void add_text(Changes& changes, Column column, LocalisedText const& before, LocalisedText const& after)
{
    for (auto const& version : after.versions()) {
        auto const* old = before.find(version.lang);
        changes.add(column, old ? old->text : "", version.text, version.lang.code());
    }
}

std::string labels_of(
    Organisation const& organisation, Facet facet, search::Thesaurus const& thesaurus, Lang lang)
{
    std::vector<std::string> labels;
    for (auto const& claimed : organisation.concepts)
        if (auto const found = thesaurus.find(claimed.concept_id);
            found && claimed.standing == Standing::Confirmed && facet_of(thesaurus, *found) == facet)
            labels.emplace_back(thesaurus.label(*found, lang));
    return join(labels, ", ");
}

Membership current_of(Records const& records)
{
    return records.memberships.empty() ? Membership() : records.memberships.back();
}

std::string people_of(Records const& records)
{
    std::vector<std::string> people;
    for (auto const& contact : records.contacts) {
        std::vector<std::string> parts;
        for (auto const& part :
            { contact.name, contact.role, contact.email, i18n::phone_for_display(contact.phone) })
            if (!part.empty())
                parts.push_back(part);
        people.push_back(join(parts, ", "));
    }
    return join(people, "; ");
}

void add_records(Changes& changes, Records const& before, Records const& after)
{
    auto const date
        = [](std::optional<LocalDate> const& day) { return day ? i18n::short_date(*day) : std::string(); };
    changes.add(Column::Ref, join(before.refs, ", "), join(after.refs, ", "));
    auto const old = current_of(before);
    auto const now = current_of(after);
    changes.add(Column::MemberSince, date(old.since), date(now.since));
    changes.add(Column::MemberNumber, old.number, now.number);
    changes.add(Column::MemberCategory, old.category, now.category);
    changes.add(Column::ContactName, people_of(before), people_of(after));
    for (auto const& note : after.notes) {
        auto const known = std::find_if(before.notes.begin(), before.notes.end(),
            [&](OperatorNote const& one) { return one.label == note.label; });
        changes.add(Column::Note, known == before.notes.end() ? "" : known->text, note.text, note.label);
    }
}

} // namespace

std::vector<FieldChange> changes_of(
    PlannedRow const& row, search::Thesaurus const& thesaurus, i18n::Words const& words)
{
    Changes changes(words);
    auto const before = row.before.value_or(Organisation());
    auto const& after = row.after;
    auto const lang = words.lang();
    if (row.before) {
        changes.add(Column::Name, before.name, after.name);
        changes.add(Column::Kind, code_of(before.kind), code_of(after.kind));
        changes.add(Column::Language, i18n::lang_name(before.lang, lang), i18n::lang_name(after.lang, lang));
    }
    changes.add(Column::Uid, before.uid, after.uid);
    auto const old_site = before.sites.empty() ? Site() : before.sites.front();
    auto const site = after.sites.empty() ? Site() : after.sites.front();
    changes.add(Column::Street, old_site.street, site.street);
    changes.add(Column::PostcodeAndPlace, trim(old_site.postcode + " " + old_site.locality),
        trim(site.postcode + " " + site.locality));
    changes.add(Column::Website, before.website, after.website);
    changes.add(Column::Email, before.email, after.email);
    changes.add(Column::Phone, i18n::phone_for_display(before.phone), i18n::phone_for_display(after.phone));
    changes.add(Column::Employees, before.employees ? std::to_string(*before.employees) : "",
        after.employees ? std::to_string(*after.employees) : "");
    changes.add(Column::Languages, text_of(before.langs), text_of(after.langs));
    changes.add(Column::Noga, before.noga, after.noga);
    add_text(changes, Column::Summary, before.summary, after.summary);
    add_text(changes, Column::Description, before.description, after.description);
    add_text(changes, Column::Offers, before.offers, after.offers);
    add_text(changes, Column::Needs, before.needs, after.needs);
    for (auto const& [column, facet] : { std::pair { Column::Capabilities, Facet::Capabilities },
             { Column::Materials, Facet::Materials }, { Column::Machines, Facet::Machines },
             { Column::Certifications, Facet::Certifications }, { Column::Markets, Facet::Markets } })
        changes.add(
            column, labels_of(before, facet, thesaurus, lang), labels_of(after, facet, thesaurus, lang));
    add_records(changes, row.records_before, row.records_after);
    return changes.take();
}

} // namespace passerelle::directory::imports
