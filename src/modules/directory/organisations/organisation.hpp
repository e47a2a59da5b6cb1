#pragma once

#include "base/lang.hpp"
#include "base/localised_text.hpp"
#include "base/time.hpp"
#include "modules/accounts/ids.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::directory {

using accounts::OperatorId;
using accounts::OrganisationId;
using accounts::PersonId;

struct Site;
struct Membership;
struct OperatorNote;
struct OperatorContact;
using SiteId = Id<Site>;
using MembershipId = Id<Membership>;
using NoteId = Id<OperatorNote>;
using ContactId = Id<OperatorContact>;

enum class Kind { Company, Training, Association, Public };

/// Proposed: waits for a manager. Archived: kept, found by nobody but staff. Merged: answers with its
/// successor.
enum class State { Proposed, Published, Archived, Merged };

/// Who sees a field of an organisation's entry, chosen by its owner field by field.
enum class Audience { Public, Members, Operators };

/// The fields whose audience can be chosen, and that an editor may fill.
enum class Field {
    Summary,
    Description,
    Offers,
    Needs,
    Website,
    Email,
    Phone,
    Employees,
    Languages,
    Sites,
    Concepts
};

/// Fields not named here are public, but for e-mail, phone and needs, which only members see until the owner
/// says more (data protection by default, DSG art. 7).
using Visibility = std::map<Field, Audience>;

/// Where an organisation is. `place_id` names a place of data/places.csv, empty where the locality is not
/// one.
struct Site {
    SiteId id;
    std::string name;
    std::string street;
    std::string postcode;
    std::string locality;
    std::string place_id;
    std::string canton;
    std::string country = "CH";     ///< ISO 3166-1 alpha-2
    std::optional<double> latitude; ///< WGS84, degrees
    std::optional<double> longitude;
    bool operator==(Site const&) const = default;
};

enum class Standing { Confirmed, Proposed, Declined };

/// A capability, material, machine, certification or market of the thesaurus that an organisation claims.
struct ClaimedConcept {
    std::string concept_id;
    Standing standing = Standing::Confirmed;
    std::string detail; ///< the organisation's own word: a machine's model, a certificate's number
    std::optional<LocalDate> valid_until; ///< certifications: the last day
    bool operator==(ClaimedConcept const&) const = default;
};

/// One record for each company, training institution, association or public body, shared by all operators.
struct Organisation {
    OrganisationId id;
    std::string slug; ///< last part of its address; given once, never taken away
    Kind kind = Kind::Company;
    std::string name;
    Lang lang;       ///< the language that it writes in first
    std::string uid; ///< CHE-123.456.789 (UIDG art. 3), or empty
    std::string website;
    std::string email;
    std::string phone; ///< E.164
    std::optional<int> employees;
    Langs langs; ///< spoken there
    std::string noga;
    Visibility visibility;
    State state = State::Published;
    std::optional<OrganisationId> successor;
    std::optional<Instant> confirmed_at;
    Instant created_at;
    Instant updated_at;
    int version = 1; ///< raised by every change; an edit of an older one is refused

    LocalisedText summary;
    LocalisedText description;
    LocalisedText offers;
    LocalisedText needs;
    std::vector<Site> sites; ///< the main one first
    std::vector<ClaimedConcept> concepts;
};

/// An organisation belongs to an operator, from a date to a date (the last day, where it has ended).
struct Membership {
    MembershipId id;
    OrganisationId organisation;
    OperatorId operator_id;
    std::string number;
    std::string category;
    std::optional<LocalDate> since;
    std::optional<LocalDate> until;
};

/// An operator's private note. `label` is the column's name where it came from a spreadsheet.
struct OperatorNote {
    NoteId id;
    OrganisationId organisation;
    OperatorId operator_id;
    std::string label;
    std::string text;
    Instant written_at;
    std::optional<PersonId> written_by;
};

/// Whom an operator talks to at an organisation; another operator has its own.
struct OperatorContact {
    ContactId id;
    OrganisationId organisation;
    OperatorId operator_id;
    std::string name;
    std::string email;
    std::string phone;
    std::string role;
    Lang lang;
};

std::string_view code_of(Kind);
std::optional<Kind> parse_kind(std::string_view code);
std::string_view code_of(State);
State parse_state(std::string_view code);
std::string_view code_of(Standing);
Standing parse_standing(std::string_view code);
std::string_view code_of(Audience);
std::optional<Audience> parse_audience(std::string_view code);
std::string_view code_of(Field);
std::optional<Field> parse_field(std::string_view code);

Audience audience_of(Visibility const&, Field);

/// `email=members|phone=operators`, only what differs from the default.
std::string text_of(Visibility const&);
Visibility parse_visibility(std::string_view text);

} // namespace passerelle::directory
