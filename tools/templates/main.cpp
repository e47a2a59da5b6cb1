#include "compile.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

namespace {

namespace fs = std::filesystem;
using namespace passerelle::templates;

struct Arguments {
    fs::path file;
    fs::path source_root;
    fs::path out;
};

std::optional<Arguments> read_arguments(int count, char** values)
{
    Arguments result;
    for (int i = 1; i < count; ++i) {
        auto const value = std::string_view(values[i]);
        if (value == "--source-root" && i + 1 < count)
            result.source_root = values[++i];
        else if (value == "--out" && i + 1 < count)
            result.out = values[++i];
        else
            result.file = value;
    }
    if (result.file.empty() || result.source_root.empty() || result.out.empty())
        return std::nullopt;
    return result;
}

std::optional<std::string> read_file(fs::path const& path)
{
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

/// A file that stays the same keeps its date, so that nothing that includes it is built again.
bool write_file(fs::path const& path, std::string const& content)
{
    if (read_file(path) == content)
        return true;
    std::error_code ignored;
    fs::create_directories(path.parent_path(), ignored);
    std::ofstream stream(path, std::ios::binary | std::ios::trunc);
    stream << content;
    return static_cast<bool>(stream.flush());
}

int refuse(fs::path const& file, Problem const& problem)
{
    std::cerr << file.string() << ':' << problem.at.line << ':' << problem.at.column
              << ": error: " << problem.message << '\n';
    return 1;
}

int run(Arguments const& arguments)
{
    auto const path = fs::absolute(arguments.file).lexically_relative(fs::absolute(arguments.source_root));
    auto const root_name = fs::absolute(arguments.source_root).lexically_normal().filename().generic_string();
    auto const naming = naming_of(path.generic_string(), root_name);
    if (auto const* problem = std::get_if<Problem>(&naming))
        return refuse(arguments.file, *problem);
    auto const source = read_file(arguments.file);
    if (!source)
        return refuse(arguments.file, { {}, "The file cannot be read." });
    auto const result = compile(*source, std::get<Naming>(naming));
    if (auto const* problem = std::get_if<Problem>(&result))
        return refuse(arguments.file, *problem);
    auto const& compiled = std::get<Compiled>(result);
    auto target = arguments.out / path;
    if (write_file(target.replace_extension(".hpp"), compiled.header)
        && write_file(target.replace_extension(".cpp"), compiled.source))
        return 0;
    return refuse(arguments.file, { {}, "The result cannot be written to " + target.string() + "." });
}

} // namespace

int main(int count, char** values)
{
    auto const arguments = read_arguments(count, values);
    if (!arguments) {
        std::cerr << "usage: template_compiler FILE --source-root DIR --out DIR\n";
        return 2;
    }
    return run(*arguments);
}
