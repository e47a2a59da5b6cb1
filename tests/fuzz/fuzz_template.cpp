// sources: tools/templates/address.cpp tools/templates/code.cpp tools/templates/compile.cpp
// sources: tools/templates/document.cpp tools/templates/markup.cpp tools/templates/tags.cpp
// sources: tools/templates/vocabulary.cpp tools/templates/writer.cpp
#include "templates/compile.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

namespace templates = passerelle::templates;

/// What the function sends in order, its expressions left out.
std::string literals_of(std::string_view body)
{
    std::string result;
    constexpr std::string_view opener = "out.literal(\"";
    for (auto at = body.find(opener); at != std::string_view::npos; at = body.find(opener, at)) {
        at += opener.size();
        for (; body[at] != '"'; ++at)
            result += body[at] == '\\' ? body[++at] : body[at];
    }
    return result;
}

} // namespace

/// Whatever the template: a function or a problem within the file, and no script, style or handler gets
/// through.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string const source(reinterpret_cast<char const*>(bytes), size);
    auto const naming
        = std::get<templates::Naming>(templates::naming_of("modules/visits/views/page.html", "src"));
    auto const result = templates::compile(source, naming);
    if (auto const* problem = std::get_if<templates::Problem>(&result)) {
        auto const lines = 1 + std::count(source.begin(), source.end(), '\n');
        if (problem->message.empty() || problem->at.line < 1 || problem->at.line > lines
            || problem->at.column < 1)
            std::abort();
        return 0;
    }
    // Text of the author's own C++ may look like anything, so only templates without any are judged.
    if (source.find("{{") != std::string::npos || source.find("{%", source.find("%}")) != std::string::npos)
        return 0;
    auto const sent = literals_of(std::get<templates::Compiled>(result).source);
    for (auto const* refused : { "<style", "<script>", "<base", "<iframe", "<object", "javascript:alert" })
        if (sent.find(refused) != std::string::npos && sent.find('"') == std::string::npos
            && sent.find('\'') == std::string::npos)
            std::abort();
    return 0;
}
