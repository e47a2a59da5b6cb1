#pragma once

namespace passerelle::crypto {

/// Makes libsodium ready; called by everything here that needs it. Cheap after the first time, any thread.
void start_sodium();

} // namespace passerelle::crypto
