#pragma once

#include <cstddef>
#include <cstdint>

namespace passerelle::search {

/// A concept by its place in one `Thesaurus`. Outside of it a concept is known by its slug.
enum class Concept : std::uint32_t {};

constexpr std::size_t index_of(Concept number) { return static_cast<std::size_t>(number); }

} // namespace passerelle::search
