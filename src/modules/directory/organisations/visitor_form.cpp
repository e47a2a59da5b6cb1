#include "modules/directory/organisations/visitor_form.hpp"

#include "base/text.hpp"
#include "platform/i18n/contact.hpp"

namespace passerelle::directory::organisations {
namespace {

constexpr std::size_t name_length_max = 120;

} // namespace

std::optional<VisitorAddress> read_visitor(html::SentForm& sent, Lang lang, i18n::Words const& words)
{
    auto const email = i18n::normalise_email(sent.fields.text("email"));
    if (!email)
        sent.errors.add("email",
            words.tr("This is not a mail address. Right would be anna.meier@example.ch."),
            words.tr("E-mail"));
    std::string name;
    for (auto const c : trim(sent.fields.text("person")))
        name += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    if (name.empty())
        sent.errors.add("person", words.tr("Your name is missing."), words.tr("First and last name"));
    if (count_characters(name) > name_length_max)
        sent.errors.add("person", words.tr("At most 120 characters."), words.tr("First and last name"));
    if (!email || name.empty())
        return std::nullopt;
    return VisitorAddress { *email, name, lang };
}

} // namespace passerelle::directory::organisations
