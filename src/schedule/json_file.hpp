#pragma once

#include "base/outcome.hpp"
#include "platform/json/json_fwd.hpp"

#include <string>

namespace passerelle::i18n {
class Words;
}

namespace passerelle::schedule {

/// Why a file is not taken, in words.
struct NotRead {
    std::string text;
};

Outcome<Json, NotRead> read_json_file(std::string const& path, i18n::Words const&);

} // namespace passerelle::schedule
