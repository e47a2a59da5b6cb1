#pragma once

#include <string>
#include <string_view>

namespace passerelle::mail {

/// A valid address as it stands in headers and on the wire: the domain in ASCII (`zürich.ch` as
/// `xn--zrich-kva.ch`). `ensure`s that it is valid.
std::string wire_address(std::string_view address);

/// `example.ch` of `anna@example.ch`.
std::string_view domain_of(std::string_view address);

} // namespace passerelle::mail
