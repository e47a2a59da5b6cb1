#pragma once

#include "modules/directory/imports/problem.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace passerelle::directory::imports {

/// What a row says. Absent or empty: unknown, and nothing changes.
struct RowInput {
    struct Text {
        LocalisedText Organisation::*field;
        std::optional<Lang> lang; ///< nothing: in the row's language
        std::string text;
    };
    struct Contact {
        std::string name, email, phone, role;
        std::optional<Lang> lang;
    };
    struct Note {
        std::string label, text;
    };

    std::int64_t line = 0;
    std::string ref;
    bool ref_is_derived = false;
    std::string name;
    std::optional<Kind> kind;
    std::optional<Lang> lang;
    std::vector<Text> texts;
    std::string street, postcode, locality, canton, country;
    bool locality_is_derived = false; ///< from the postcode
    std::string place_id;             ///< of the region's list
    std::string website, email, phone, noga, uid;
    std::optional<int> employees;
    Langs langs;
    std::map<Facet, std::vector<std::string>> concepts; ///< by facet that the row speaks of
    std::optional<LocalDate> member_since;
    std::string member_number, member_category;
    std::vector<Contact> contacts;
    std::vector<Note> notes;

    std::vector<Problem> problems;
    std::vector<std::string> cells; ///< as they stand in the file

    bool refused() const;
};

} // namespace passerelle::directory::imports
