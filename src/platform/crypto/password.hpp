#pragma once

#include <string>
#include <string_view>

namespace passerelle::crypto {

/// Argon2id (RFC 9106), 19 MiB and two passes, as a PHC string (`$argon2id$…`) that carries its own salt.
/// About 20 ms of work. Two at a time on the whole node, the others wait: a burst of sign-ins takes neither
/// the memory nor the processors from everything else. Any thread.
std::string hash_password(std::string_view password);

/// False also for a hash that is none. Waits in the same queue.
bool verify_password(std::string_view hash, std::string_view password);

/// Takes as long as `verify_password`, for accounts that do not exist or have no password: a stranger must
/// not learn from the clock which addresses are known.
void pretend_to_verify_password(std::string_view password);

/// Made with weaker settings than today's: hash again at the next sign-in.
bool needs_rehash(std::string_view hash);

} // namespace passerelle::crypto
