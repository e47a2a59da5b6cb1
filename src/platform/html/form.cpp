#include "platform/html/form.hpp"

#include <algorithm>

namespace passerelle::html {

void FormErrors::add(std::string_view field, std::string_view message, std::string_view label)
{
    if (of(field).empty())
        errors_.push_back({ std::string(field), std::string(message), std::string(label) });
}

std::string_view FormErrors::of(std::string_view field) const
{
    auto const found = std::ranges::find(errors_, field, &Error::field);
    return found == errors_.end() ? std::string_view() : std::string_view(found->message);
}

Field filled(Field field, SentForm const& form)
{
    if (field.type == "password")
        field.value.clear();
    else if (auto const sent = form.fields.all(field.name); !sent.empty())
        field.value = sent.front();
    field.error = form.errors.of(field.name);
    return field;
}

ChoiceField filled(ChoiceField field, SentForm const& form)
{
    auto const sent = form.fields.all(field.name);
    for (auto& choice : field.choices)
        choice.selected = std::ranges::find(sent, std::string_view(choice.value)) != sent.end();
    field.error = form.errors.of(field.name);
    return field;
}

Checkbox filled(Checkbox field, SentForm const& form)
{
    field.checked = form.fields.has(field.name);
    field.error = form.errors.of(field.name);
    return field;
}

} // namespace passerelle::html
