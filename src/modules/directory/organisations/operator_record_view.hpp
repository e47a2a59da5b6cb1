#pragma once

#include "modules/accounts/operator.hpp"
#include "modules/accounts/request.hpp"
#include "modules/directory/organisations/operator_record.hpp"
#include "modules/directory/organisations/views.hpp"

namespace passerelle::directory::organisations {

inline constexpr auto* record_pattern = "/{lang}/@desk/{operator}/@organisations/{organisation}";

struct RecordSetting {
    accounts::Request const& request;
    accounts::Operator const& at;
    std::string const& slug; ///< of the organisation
    bool may_write = false;
    std::string_view section; ///< whose form came back with messages, if any
    html::SentForm const& sent;
};

/// Memberships, references, contacts and notes, each row a form where the reader may write.
std::vector<RecordSection> sections_of(OperatorRecord const&, RecordSetting const&);

} // namespace passerelle::directory::organisations
