#include "modules/directory/finding/entry_view.hpp"

#include "modules/directory/finding/list_page.hpp"
#include "modules/directory/finding/projection.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::finding {
namespace {

/// A certificate that runs out within so many days is marked.
constexpr int days_before_expiry = 90;

class EntryView {
public:
    EntryView(accounts::Request const& request, Organisation const& seen, Labels const& labels)
        : request_(request),
          seen_(seen),
          labels_(labels)
    {
    }

    EntryPage make()
    {
        page_.name = seen_.name;
        page_.kind = name_of(seen_.kind, words());
        if (!seen_.sites.empty())
            page_.where = locality_of(seen_.sites.front());
        if (seen_.confirmed_at) {
            auto const day = i18n::today(*seen_.confirmed_at, request_.platform().installation.zone);
            page_.confirmed = i18n::long_date(day, lang());
            page_.confirmed_iso = day.text();
        }
        add_texts();
        add_concepts();
        for (auto const& site : seen_.sites)
            page_.sites.push_back(site_of(site));
        add_contacts();
        return std::move(page_);
    }

private:
    i18n::Words const& words() const { return request_.words(); }
    Lang lang() const { return request_.lang(); }

    /// Who else sees the field, where it is not everybody.
    std::string mark(Field field) const
    {
        switch (audience_of(seen_.visibility, field)) {
        case Audience::Public:
            return {};
        case Audience::Members:
            return std::string(words().tr("visible to members"));
        case Audience::Operators:
            return std::string(words().tr("visible to operators only"));
        }
        return {};
    }

    void add_texts()
    {
        add_text(seen_.summary, Field::Summary, {});
        add_text(seen_.description, Field::Description, words().tr("Description"));
        add_text(seen_.offers, Field::Offers, words().tr("Offers"));
        add_text(seen_.needs, Field::Needs, words().tr("Looks for"));
    }

    void add_text(LocalisedText const& text, Field field, std::string_view heading)
    {
        if (text.empty())
            return;
        TextPart part { std::string(heading), text, mark(field), {} };
        if (text.in(lang()).outdated)
            for (auto const& version : text.versions())
                if (version.meaning == text.meaning() && is_interface_lang(version.lang))
                    part.current.push_back(current_version(version.lang));
        page_.texts.push_back(std::move(part));
    }

    html::Link current_version(Lang in) const
    {
        return { html::Tr(words())("Read the current version in {language}",
                     { { "language", i18n::lang_name(in, lang()) } }),
            html::Url(request_.address_in(in, "/{lang}/@organisations/{organisation}", { seen_.slug })) };
    }

    void add_concepts()
    {
        ConceptList materials { std::string(words().tr("Materials")), {} };
        ConceptList machines { std::string(words().tr("Machines")), {} };
        ConceptList markets { std::string(words().tr("Markets")), {} };
        for (auto const& claimed : seen_.concepts) {
            auto const number = labels_.thesaurus().find(claimed.concept_id);
            if (!number)
                continue;
            switch (facet_of(labels_.thesaurus(), *number)) {
            case Facet::Capabilities:
                page_.capabilities.push_back(
                    { labels_.of(*number), concept_url(request_, claimed.concept_id) });
                break;
            case Facet::Materials:
                add_to(materials, claimed, *number);
                break;
            case Facet::Machines:
                add_to(machines, claimed, *number);
                break;
            case Facet::Markets:
                add_to(markets, claimed, *number);
                break;
            case Facet::Certifications:
                page_.certificates.push_back(certificate(claimed, *number));
                break;
            }
        }
        for (auto* const list : { &materials, &machines, &markets })
            if (!list->items.empty())
                page_.concepts.push_back(std::move(*list));
    }

    /// In one line, where only the first word has a capital.
    void add_to(ConceptList& list, ClaimedConcept const& claimed, search::Concept number) const
    {
        auto label = list.items.empty() ? labels_.of(number)
                                        : std::string(labels_.thesaurus().label(number, lang()));
        list.items.push_back(
            { { std::move(label), concept_url(request_, claimed.concept_id) }, claimed.detail });
    }

    Certificate certificate(ClaimedConcept const& claimed, search::Concept number) const
    {
        Certificate one { { labels_.of(number), concept_url(request_, claimed.concept_id) }, claimed.detail,
            Certificate::Validity::Unknown, {}, {} };
        if (!claimed.valid_until)
            return one;
        auto const today = request_.today();
        one.until = i18n::long_date(*claimed.valid_until, lang());
        one.until_iso = claimed.valid_until->text();
        one.validity = *claimed.valid_until < today                      ? Certificate::Validity::Expired
            : *claimed.valid_until < today.plus_days(days_before_expiry) ? Certificate::Validity::Expiring
                                                                         : Certificate::Validity::Valid;
        return one;
    }

    static std::string locality_of(Site const& site)
    {
        auto text = site.postcode;
        for (auto const* part : { &site.locality, &site.canton })
            if (!part->empty())
                text += (text.empty() ? "" : " ") + *part;
        return text;
    }

    SiteEntry site_of(Site const& site) const
    {
        SiteEntry entry { site.name, site.street, site.postcode, { site.locality, {} }, site.canton };
        if (Places::all().find(site.place_id))
            entry.place.url = place_url(request_, site.place_id);
        if (site.country != "CH")
            entry.after += (entry.after.empty() ? "" : ", ") + i18n::country_name(site.country, lang());
        return entry;
    }

    void add_contact(std::string_view label, std::string text, html::Url url, Field field)
    {
        page_.contacts.push_back({ std::string(label), { std::move(text), std::move(url) }, mark(field) });
    }

    void add_contacts()
    {
        if (!seen_.phone.empty())
            add_contact(words().tr("Phone"), i18n::phone_for_display(seen_.phone),
                html::Url::tel(seen_.phone), Field::Phone);
        if (!seen_.email.empty())
            add_contact(words().tr("E-mail"), seen_.email, html::Url::mailto(seen_.email), Field::Email);
        if (!seen_.website.empty())
            add_contact(words().tr("Website"), i18n::web_domain(seen_.website), html::Url(seen_.website),
                Field::Website);
        if (!seen_.langs.empty()) {
            std::vector<std::string> names;
            for (auto const spoken : seen_.langs)
                names.push_back(i18n::lang_name(spoken, lang()));
            add_contact(words().tr("Languages spoken"), i18n::list(names, lang()), {}, Field::Languages);
        }
        if (seen_.employees)
            add_contact(words().tr("Size"), html::Trn(words())("{n} person", "{n} people", *seen_.employees),
                {}, Field::Employees);
        if (!seen_.uid.empty())
            page_.contacts.push_back(
                { std::string(words().tr("Enterprise number (UID)")), { seen_.uid, {} }, {} });
    }

    accounts::Request const& request_;
    Organisation const& seen_;
    Labels const& labels_;
    EntryPage page_;
};

} // namespace

EntryPage entry_view(accounts::Request const& request, Organisation const& seen, Labels const& labels)
{
    return EntryView(request, seen, labels).make();
}

} // namespace passerelle::directory::finding
