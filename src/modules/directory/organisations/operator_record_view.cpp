#include "modules/directory/organisations/operator_record_view.hpp"

#include "base/text.hpp"
#include "modules/directory/organisations/page_parts.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

namespace passerelle::directory::organisations {
namespace {

/// Makes the forms of one section.
struct SectionMaker {
    RecordSetting const& setting;
    std::string_view section;
    html::Url send;

    SectionMaker(RecordSetting const& setting, std::string_view section, std::string_view below)
        : setting(setting),
          section(section),
          send(setting.request.address(
              std::string(record_pattern) + std::string(below), { setting.at.slug, setting.slug }))
    {
    }

    std::string tr(std::string_view msgid) const { return std::string(setting.request.words().tr(msgid)); }

    RecordForm form(std::string title, std::string id) const
    {
        return { .title = std::move(title), .id = std::move(id), .open = false, .send = send };
    }

    bool was_sent(RecordForm const& form) const
    {
        return setting.section == section && setting.sent.fields.text("id") == form.id;
    }

    /// With a value of its own, or what was sent and the message for it.
    void add(RecordForm& form, html::Field field, std::string value, bool is_area = false) const
    {
        field.id = std::string(section) + "-" + (form.id.empty() ? "new" : form.id) + "-" + field.name;
        field.value = std::move(value);
        if (was_sent(form))
            field = html::filled(std::move(field), setting.sent);
        form.open = form.open || was_sent(form);
        (is_area ? form.areas : form.fields).push_back(std::move(field));
    }
};

std::string dates_of(Membership const& membership, RecordSetting const& setting)
{
    auto const& words = setting.request.words();
    auto const day = [&](LocalDate date) { return i18n::long_date(date, setting.request.lang()); };
    if (membership.since && membership.until)
        return i18n::fill(words.tr("{from} to {to}"),
            { { "from", day(*membership.since) }, { "to", day(*membership.until) } });
    if (membership.since)
        return i18n::fill(words.tr("since {date}"), { { "date", day(*membership.since) } });
    if (membership.until)
        return i18n::fill(words.tr("until {date}"), { { "date", day(*membership.until) } });
    return std::string(words.tr("Member"));
}

RecordForm membership_form(
    SectionMaker const& maker, Membership const& membership, std::string title, std::string id)
{
    auto form = maker.form(std::move(title), std::move(id));
    auto const day = [](std::optional<LocalDate> const& date) { return date ? date->text() : std::string(); };
    maker.add(form, { .name = "number", .label = maker.tr("Membership number"), .length_max = 60 },
        membership.number);
    maker.add(
        form, { .name = "category", .label = maker.tr("Category"), .length_max = 120 }, membership.category);
    maker.add(form, { .name = "since", .label = maker.tr("First day"), .type = "date", .is_short = true },
        day(membership.since));
    maker.add(form, { .name = "until", .label = maker.tr("Last day"), .type = "date", .is_short = true },
        day(membership.until));
    return form;
}

RecordSection memberships(OperatorRecord const& record, RecordSetting const& setting)
{
    SectionMaker const maker(setting, "memberships", "/@memberships");
    RecordSection section { "memberships", maker.tr("Membership"), maker.tr("Not a member."), {}, {} };
    for (auto const& membership : record.memberships) {
        std::vector<std::string> title { dates_of(membership, setting) };
        for (auto const& part : { membership.number, membership.category })
            if (!part.empty())
                title.push_back(part);
        section.rows.push_back(membership_form(maker, membership, join(title, " · "), membership.id.text()));
    }
    if (setting.may_write) {
        Membership fresh {};
        fresh.since = setting.request.today();
        section.add = membership_form(maker, fresh, maker.tr("Add a membership"), "");
    }
    return section;
}

RecordForm ref_form(SectionMaker const& maker, std::string const& ref, std::string title, std::string id)
{
    auto form = maker.form(std::move(title), std::move(id));
    maker.add(form,
        { .name = "ref",
            .label = maker.tr("Reference"),
            .hint = maker.tr("The key of this organisation in your own lists; an import finds it by this."),
            .required = true,
            .length_max = 120,
            .readonly = !ref.empty() },
        ref);
    return form;
}

RecordSection refs(OperatorRecord const& record, RecordSetting const& setting)
{
    SectionMaker const maker(setting, "refs", "/@refs");
    RecordSection section { "refs", maker.tr("References"), maker.tr("None."), {}, {} };
    for (auto const& ref : record.refs)
        section.rows.push_back(ref_form(maker, ref, ref, ref));
    if (setting.may_write)
        section.add = ref_form(maker, "", maker.tr("Add a reference"), "");
    return section;
}

RecordForm contact_form(
    SectionMaker const& maker, OperatorContact const& contact, std::string title, std::string id)
{
    auto form = maker.form(std::move(title), std::move(id));
    maker.add(
        form, { .name = "name", .label = maker.tr("First and last name"), .length_max = 120 }, contact.name);
    maker.add(form, { .name = "role", .label = maker.tr("Function"), .length_max = 120 }, contact.role);
    maker.add(form, { .name = "email", .label = maker.tr("E-mail"), .type = "email", .length_max = 254 },
        contact.email);
    maker.add(form, { .name = "phone", .label = maker.tr("Phone"), .type = "tel", .length_max = 40 },
        contact.phone.empty() ? "" : i18n::phone_for_display(contact.phone));
    html::ChoiceField lang { .name = "lang",
        .label = maker.tr("Language"),
        .required = true,
        .id = "contacts-" + (form.id.empty() ? std::string("new") : form.id) + "-lang" };
    for (auto const one : interface_langs)
        lang.choices.push_back(
            choice(one.code(), i18n::lang_name(one, maker.setting.request.lang()), one == contact.lang));
    form.choices.push_back(
        maker.was_sent(form) ? html::filled(std::move(lang), maker.setting.sent) : std::move(lang));
    return form;
}

RecordSection contacts(OperatorRecord const& record, RecordSetting const& setting)
{
    SectionMaker const maker(setting, "contacts", "/@contacts");
    RecordSection section { "contacts", maker.tr("Our contacts"), maker.tr("None."), {}, {} };
    for (auto const& contact : record.contacts) {
        std::vector<std::string> title;
        for (auto const& part : { contact.name, contact.role, contact.email,
                 contact.phone.empty() ? std::string() : i18n::phone_for_display(contact.phone) })
            if (!part.empty())
                title.push_back(part);
        section.rows.push_back(contact_form(maker, contact, join(title, " · "), contact.id.text()));
    }
    if (setting.may_write)
        section.add = contact_form(maker, OperatorContact {}, maker.tr("Add a contact"), "");
    return section;
}

RecordForm note_form(SectionMaker const& maker, OperatorNote const& note, std::string title, std::string id)
{
    auto form = maker.form(std::move(title), std::move(id));
    maker.add(form, { .name = "label", .label = maker.tr("Heading"), .length_max = 120 }, note.label);
    maker.add(form,
        { .name = "text", .label = maker.tr("Note"), .required = true, .length_max = 10'000, .rows = 5 },
        note.text, true);
    return form;
}

RecordSection notes(OperatorRecord const& record, RecordSetting const& setting)
{
    SectionMaker const maker(setting, "notes", "/@notes");
    RecordSection section { "notes", maker.tr("Notes"), maker.tr("None."), {}, {} };
    for (auto const& note : record.notes) {
        auto const beginning = i18n::shorten(note.text, 120);
        section.rows.push_back(note_form(
            maker, note, note.label.empty() ? beginning : note.label + ": " + beginning, note.id.text()));
    }
    if (setting.may_write)
        section.add = note_form(maker, OperatorNote {}, maker.tr("Add a note"), "");
    return section;
}

} // namespace

std::vector<RecordSection> sections_of(OperatorRecord const& record, RecordSetting const& setting)
{
    std::vector<RecordSection> sections;
    sections.push_back(memberships(record, setting));
    sections.push_back(contacts(record, setting));
    sections.push_back(notes(record, setting));
    sections.push_back(refs(record, setting));
    return sections;
}

} // namespace passerelle::directory::organisations
