#pragma once

#include "platform/documents/zip_parts.hpp"

#include <pugixml.hpp>

namespace passerelle::documents {

/// Name without namespace prefix: files differ in the prefixes they choose.
std::string_view local_name(char const* name);

pugi::xml_node child_named(pugi::xml_node parent, std::string_view name);
std::string_view attribute_named(pugi::xml_node node, std::string_view name);

/// Parses `text`, which it may change. Refuses document types and entities (of which no Office file has any),
/// and elements in a number that would only fill memory.
std::optional<DocumentError> parse_xml(
    pugi::xml_document& document, std::string& text, std::string const& part);

/// The elements of one name in a large part, one after the other, so that the part is never in memory as a
/// whole.
class ElementStream {
public:
    ElementStream(PartStream part, std::string name);

    /// The next element, parsed; valid until the next call. An empty node at the end.
    Outcome<pugi::xml_node, DocumentError> next();

private:
    using Problem = std::optional<DocumentError>;

    Problem read_more();
    Problem read_root();
    /// Length of the element that begins at the start of what is unread, or 0 while its end is not there yet.
    std::size_t element_size();
    Outcome<pugi::xml_node, DocumentError> take(std::size_t size);
    DocumentError damaged() const;

    PartStream part_;
    std::string name_;
    std::string tag_; ///< with the namespace prefix of the root
    std::string unread_;
    std::size_t place_ = 0;    ///< in `unread_`
    std::size_t searched_ = 0; ///< from `place_`: where no end was found
    bool ended_ = false;
    std::string element_;
    pugi::xml_document document_;
};

} // namespace passerelle::documents
