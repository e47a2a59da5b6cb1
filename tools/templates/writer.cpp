#include "writer.hpp"

#include "code.hpp"

namespace passerelle::templates {
namespace {

std::string_view function_for(Place place)
{
    switch (place) {
    case Place::Text:
        return "text";
    case Place::TextOnly:
        return "text_only";
    case Place::Attribute:
        return "attribute";
    case Place::WholeAddress:
        return "address";
    case Place::AddressPart:
        return "address_part";
    }
    return "text";
}

void append_octal(std::string& text, unsigned char byte)
{
    text += '\\';
    for (auto const shift : { 6, 3, 0 })
        text += static_cast<char>('0' + ((byte >> shift) & 7));
}

} // namespace

std::string joined(std::initializer_list<std::string_view> parts)
{
    std::string result;
    for (auto const part : parts)
        result += part;
    return result;
}

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (auto const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\' || c == '?')
            result += std::string("\\") + c;
        else if (c == '\n')
            result += "\\n";
        else if (byte < 0x20 || byte == 0x7F)
            append_octal(result, byte);
        else
            result += c;
    }
    return result += '"';
}

std::string Writer::located(std::string_view code, std::size_t offset) const
{
    auto const begin = code.find_first_not_of(" \t\r\n");
    if (begin != std::string_view::npos) {
        code.remove_prefix(begin);
        offset += begin;
    }
    auto const at = position_of(source_, offset);
    auto const indent = std::string(static_cast<std::size_t>(at.column - 1), ' ');
    return joined(
        { "#line ", std::to_string(at.line), " ", quoted(label_), "\n", indent, trimmed(code), "\n" });
}

void Writer::flush()
{
    if (pending_.empty())
        return;
    literal_size_ += pending_.size();
    body_ += "    out.literal(" + quoted(pending_) + ");\n";
    pending_.clear();
}

void Writer::line(std::string_view text)
{
    flush();
    body_ += joined({ "    ", text, "\n" });
}

void Writer::statement(
    std::string_view head, std::string_view code, std::size_t offset, std::string_view tail)
{
    flush();
    // What g++ says of the call itself belongs to the template too.
    if (!head.empty())
        body_ += located(head, offset);
    body_ += located(code, offset);
    body_ += joined({ "    ", tail, "\n" });
}

void Writer::expression(Place place, std::string_view code, std::size_t offset)
{
    statement("out." + std::string(function_for(place)) + "(", code, offset, ");");
}

} // namespace passerelle::templates
