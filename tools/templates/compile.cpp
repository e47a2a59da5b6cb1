#include "compile.hpp"

#include "code.hpp"
#include "document.hpp"

#include <algorithm>

namespace passerelle::templates {
namespace {

bool is_cpp_name(std::string_view name)
{
    auto const fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !name.empty() && (name[0] < '0' || name[0] > '9') && std::ranges::all_of(name, fits);
}

std::string declarations(Document const& document, bool with_defaults, bool out_first)
{
    std::string result;
    if (out_first)
        result = document.parameters.empty() ? "Out& out" : "Out& out, ";
    for (auto const& parameter : document.parameters) {
        if (&parameter != &document.parameters.front())
            result += ", ";
        if (parameter.name == "page")
            result += "[[maybe_unused]] ";
        result += parameter.declaration;
        if (with_defaults && !parameter.default_value.empty())
            result += " = " + parameter.default_value;
    }
    return result;
}

std::string forwarded(Document const& document)
{
    std::string result = "out";
    for (auto const& parameter : document.parameters)
        result += parameter.by_value ? ", std::move(" + parameter.name + ")" : ", " + parameter.name;
    return result;
}

std::string header_of(Document const& document, Naming const& naming, std::string const& place)
{
    auto const& space = naming.space;
    auto const& function = naming.function;
    return joined({ "// From ", naming.label, "\n#pragma once\n\n#include \"platform/html/html.hpp\"\n",
        document.includes, "\nnamespace ", space, " {\n\n", "using html::Html;\nusing html::Out;\n",
        "using html::Page;\nusing html::Url;\n\n", place, "Html ", function, "(",
        declarations(document, true, false), ");\n\n", place, "void ", function, "(",
        declarations(document, true, true), ");\n\n} // namespace ", space, "\n" });
}

std::string source_of(Document const& document, Naming const& naming, std::string const& place)
{
    auto const& space = naming.space;
    auto const& function = naming.function;
    auto const size_expected = std::to_string(2 * document.literal_size + 256);
    return joined({ "// From ", naming.label, "\n#include \"", naming.header, "\"\n\n",
        "#include \"platform/html/page.hpp\"\n\n#include <utility>\n\nnamespace ", space, " {\n\n",
        "using namespace html;\nusing namespace html::views;\n\n", place, "Html ", function, "(",
        declarations(document, false, false), ")\n{\n    Out out(", size_expected, ");\n    ", function, "(",
        forwarded(document), ");\n    return std::move(out).html();\n}\n\n", place, "void ", function, "(",
        declarations(document, false, true), ")\n{\n", document.prologue, document.body,
        "}\n\n} // namespace ", space, "\n" });
}

} // namespace

Position position_of(std::string_view source, std::size_t offset)
{
    Position result;
    for (auto const c : source.substr(0, offset)) {
        if (c == '\n') {
            ++result.line;
            result.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++result.column;
        }
    }
    return result;
}

std::variant<Naming, Problem> naming_of(std::string_view path, std::string_view root_name)
{
    auto const slash = path.rfind('/');
    auto const file = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
    auto const function = file.substr(0, file.rfind('.'));
    if (!file.ends_with(".html") || !is_cpp_name(function))
        return Problem { {}, "A template's file is named like the function, as in visit_page.html." };

    // platform and modules are no names, and neither is a noun's folder inside a module.
    auto rest = path.substr(0, slash == std::string_view::npos ? 0 : slash);
    for (auto const& skipped : { "platform/", "modules/" })
        if (rest.starts_with(skipped))
            rest.remove_prefix(std::string_view(skipped).size());
    auto const part = std::string(rest.substr(0, rest.find('/')));
    if (!is_cpp_name(part))
        return Problem { {},
            "A template lies in the views folder of a part, as in src/modules/visits/views/." };
    auto const stem = std::string(path.substr(0, path.rfind('.')));
    return Naming { std::string(root_name) + "/" + std::string(path), stem + ".hpp",
        "passerelle::" + part + "::views", std::string(function) };
}

std::variant<Compiled, Problem> compile(std::string_view source, Naming const& naming)
{
    try {
        auto const document = read_document(source, naming.label);
        auto const place = "#line " + std::to_string(position_of(source, document.parameters_offset).line)
            + " " + quoted(naming.label) + "\n";
        return Compiled { header_of(document, naming, place), source_of(document, naming, place) };
    } catch (Refused const& refused) {
        return Problem { position_of(source, refused.offset), refused.message };
    }
}

} // namespace passerelle::templates
