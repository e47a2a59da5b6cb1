#pragma once

#include "platform/db/migrations.hpp"
#include "platform/i18n/words.hpp"

#include <stdexcept>

namespace passerelle::app {

/// A command cannot do what it was asked, and nothing was changed: exit status 1. The text is for people, in
/// the language of the command.
class CommandRefused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

std::string words_of(db::MigrationRefused const&, i18n::Words const&);

} // namespace passerelle::app
