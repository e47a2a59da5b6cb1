#pragma once

#include "modules/directory/imports/row_input.hpp"
#include "modules/directory/imports/sheet.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"

#include <memory>
#include <unordered_map>

namespace passerelle::directory::imports {

/// Reads the rows of one list. Keeps what it has found in the thesaurus and among the places, as lists repeat
/// themselves.
class RowReader {
public:
    RowReader(Headings const&, std::shared_ptr<search::Thesaurus const>);

    /// Refused rows come with their problems and whatever could be read.
    RowInput read(documents::TableRow const&);

    /// The sheet has no column of references: they are made from name and postcode.
    bool derives_refs() const { return derives_refs_; }

private:
    struct Cell;
    /// The columns of contacts, each with the values of one or several persons.
    struct People {
        std::vector<std::string> names, first_names, last_names, emails, phones, roles, langs;
    };
    struct Named {
        std::optional<std::string> id;
        std::string nearest;
    };

    void read_cell(RowInput&, People&, Cell const&);
    void read_shared(RowInput&, Cell const&);
    void read_headcount(RowInput&, Cell const&);
    void read_languages(RowInput&, Cell const&);
    void read_place_cell(RowInput&, Cell const&);
    void read_concepts(RowInput&, Cell const&, Facet);
    void read_member(RowInput&, Cell const&);
    void settle_place(RowInput&);
    void settle_address(RowInput&, std::string& address, Column);
    void settle_contacts(RowInput&, People const&);
    void settle_ref(RowInput&);
    std::string heading_of(Column) const;
    Named const& named(std::string const& text);
    std::string const& near_place(std::string const& locality);

    Headings headings_;
    std::shared_ptr<search::Thesaurus const> thesaurus_;
    std::vector<std::string> labels_; ///< of the whole thesaurus, for suggestions; filled when first needed
    std::unordered_map<std::string, Named> named_;
    std::unordered_map<std::string, std::string> near_places_;
    int suggestions_left_ = 300; ///< looking for what is near costs; a list of nothing but slips is no list
    bool derives_refs_;
};

} // namespace passerelle::directory::imports
