#pragma once

#include "modules/directory/organisations/entry_form.hpp"

/// Parts of `read_entry`, each in a file of its own.
namespace passerelle::directory::organisations {

struct Reading {
    http::Fields const& sent;
    FormSetting const& setting;
    EntryRead& result;

    std::string_view tr(std::string_view msgid) const { return setting.words.tr(msgid); }
    void refuse(std::string_view field, std::string_view message, std::string_view label) const
    {
        result.errors.add(field, message, label);
    }
};

/// One line without control characters, trimmed; refused where it is longer than that.
std::string read_line(Reading const&, std::string_view name, std::size_t length_max, std::string_view label);
/// Several lines, ended by \n alone.
std::string read_lines(Reading const&, std::string_view name, std::size_t length_max, std::string_view label);

void read_texts(Reading const&);
void read_sites(Reading const&);
void read_concepts(Reading const&);

} // namespace passerelle::directory::organisations
