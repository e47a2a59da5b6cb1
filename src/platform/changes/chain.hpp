#pragma once

#include "platform/changes/changes.hpp"
#include "platform/crypto/hash.hpp"

#include <array>

namespace passerelle::changes {

using Salt = std::array<std::uint8_t, 16>;

/// SHA-256 over salt and values, the first with its length in front: what remains of the values when they are
/// erased.
crypto::Digest digest_of_values(Salt const&, std::string_view before, std::string_view after);

/// SHA-256 over the hash before and every column of the row, each of variable length with its length in
/// front. The values of `entry` do not count, `values` stands for them.
crypto::Digest hash_of_row(crypto::Digest const& previous, Entry const& entry, crypto::Digest const& values);

} // namespace passerelle::changes
