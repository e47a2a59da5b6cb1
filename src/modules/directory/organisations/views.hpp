#pragma once

#include "platform/html/form.hpp"
#include "platform/html/page.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What the pages of this noun show.
namespace passerelle::directory::organisations {

/// A few sentences, and where to go on.
struct MessagePage {
    std::string title {};
    std::vector<std::string> sentences {};
    html::Link on {};
};

/// A field, and who sees it.
struct GuardedField {
    html::Field field {};
    html::ChoiceField audience {};
};

struct TextSide {
    std::string lang_name {};
    Lang lang {};
    std::string state {};
    std::string state_class {}; ///< `lang-state--outdated`, or empty
    bool one_line = false;
    html::Field text {};
    html::ChoiceField meant {};
};

struct TextPart {
    std::string title {};
    html::ChoiceField audience {};
    std::vector<TextSide> sides {};
};

struct SitePart {
    std::string title {};
    html::Field id {}, name {}, street {}, postcode {}, locality {}, country {}; ///< `id` is hidden
    html::Checkbox remove {};
};

struct ConceptRow {
    std::string id {}, label {};
    bool chosen = true;
    std::optional<html::Field> detail {}, until {};
};

struct ProposedRow {
    std::string label {};
    html::ChoiceField decision {};
};

struct FacetPart {
    std::string title {};
    std::vector<ConceptRow> concepts {};
    std::vector<ProposedRow> proposed {};
    html::ChoiceField suggestions {}; ///< shown where it has choices
    html::Field add {};
};

struct EntryPage {
    html::FormErrors errors {};
    int version = 1;
    std::string marks {};
    html::Field name {}, employees {}, uid {}, noga {};
    html::ChoiceField kind {}, lang {}, languages {};
    GuardedField website {}, email {}, phone {};
    html::ChoiceField employees_audience {}, languages_audience {}, sites_audience {}, concepts_audience {};
    std::vector<TextPart> texts {};
    std::vector<SitePart> sites {};
    std::vector<FacetPart> facets {};
    html::Url send {}, back {}, confirm {}, people {};
    bool may_confirm = false;
    bool may_assign = false;
    bool changed = false; ///< it came back with errors: what was typed is not saved
};

struct HiddenField {
    std::string name {}, value {};
};

struct CompareSide {
    std::vector<std::string> lines {};
    std::optional<Lang> lang {};
};

struct CompareField {
    std::string key {}, label {};
    CompareSide mine {}, theirs {};
    bool prefers_theirs = false;
};

struct ConflictPage {
    std::string lede {};
    std::string saved_by {}; ///< who and when, of the saved version
    std::vector<HiddenField> hidden {};
    std::vector<CompareField> fields {};
    std::vector<std::string> same {};
    html::Url send {}, back {};
};

/// Concepts recognised in the texts, to say yes or no to.
struct RecognisedRow {
    std::string id {}, label {}, facet {};
};
struct RecognisedPage {
    std::vector<RecognisedRow> rows {};
    int version = 1;
    html::Url send {}, back {};
};

/// The link of the yearly mail.
struct ConfirmPage {
    std::string name {};
    std::vector<std::pair<std::string, std::vector<std::string>>> pairs {}; ///< label, lines
    html::Url send {}, edit {};
};

struct PersonRow {
    std::string name {}, email {}, role {}, title {}, since {};
    html::Url end {}; ///< empty where it cannot be ended
};
struct PeoplePage {
    html::FormErrors errors {};
    std::vector<PersonRow> people {};
    html::Field name {}, email {}, title {};
    html::ChoiceField role {}, lang {};
    html::Url send {}, back {};
};

struct ClaimPage {
    html::FormErrors errors {};
    std::string name {};
    bool signed_in = false;
    html::Field text {}, person {}, email {};
    html::Url send {}, back {}, sign_in {};
};

struct ProposePage {
    html::FormErrors errors {};
    std::vector<std::pair<html::Link, std::string>>
        similar {}; ///< entries that it may be, and where they are
    html::ChoiceField kind {};
    html::Field name {}, postcode {}, locality {}, website {}, person {}, email {}, text {};
    bool asked = false; ///< the similar ones were shown: sending again means none of them
    html::Url send {}, back {};
};

/// A link from a mail, before it is used.
struct VisitorLinkPage {
    std::string sentence {};
    std::string button {};
    html::Url send {};
};

/// A claim or a proposal that waits for a decision.
struct DecisionRow {
    html::Link title {}; ///< without address where there is no page yet
    std::vector<std::string> lines {};
    std::string text {};
    Lang lang {}; ///< of the text, as far as one knows
    std::vector<html::Link> similar {};
    std::string id {};
    html::Url send {};
};
struct DecisionsPage {
    std::vector<DecisionRow> claims {}, proposals {};
    bool may_decide = false;
};

/// One row of an operator's own records, as a small form of its own.
struct RecordForm {
    std::string title {}; ///< what stands in it, for its summary
    std::string id {};    ///< empty for a new one
    std::vector<html::Field> fields {};
    std::vector<html::Field> areas {};
    std::vector<html::ChoiceField> choices {};
    html::FormErrors errors {};
    bool open = false;
    html::Url send {};
};

struct RecordSection {
    std::string id {}, title {}, empty {};
    std::vector<RecordForm> rows {};
    std::optional<RecordForm> add {}; ///< where the reader may write
};

struct OperatorRecordPage {
    std::string operator_name {}, name {}, state {};
    std::vector<RecordSection> sections {};
    bool may_write = false;
    bool may_decide = false;
    std::vector<std::pair<std::string, std::string>> states {}; ///< code and order, to choose from
    html::Url state_send {};
    std::vector<html::Link> links {};
};

} // namespace passerelle::directory::organisations
