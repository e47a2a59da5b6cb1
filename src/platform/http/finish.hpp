#pragma once

#include "platform/http/compression.hpp"
#include "platform/http/message.hpp"
#include "platform/http/security.hpp"

namespace passerelle::http {

/// What every answer gets before it leaves, in this order: conditional (ETag, 304), compression, security
/// headers. Pages that say nothing else about caching get `Cache-Control: private, no-cache`: kept by the
/// browser, asked for again each time.
void finish(Request const&, Response&, Site const&, CompressionSettings compression = {});

} // namespace passerelle::http
