#pragma once

#include <string_view>

/// What the compiler knows of HTML (the WHATWG living standard). Names are in lower case.
namespace passerelle::templates {

bool is_void_element(std::string_view name);

/// Its text is kept as it stands: pre, textarea.
bool is_preformatted(std::string_view name);

/// Its content is text only, so no markup may go in: title, textarea.
bool is_text_only(std::string_view name);

/// What it shows is not language: code, kbd …
bool is_untranslated(std::string_view name);

/// Why an element may not be used at all; empty for all others.
std::string_view refused_element(std::string_view name);

/// A parser closes an open `p` where it meets this element.
bool closes_paragraph(std::string_view name);

/// Whether an element may stand directly in this one; everything may where the standard is not strict.
bool may_contain(std::string_view parent, std::string_view child);

bool is_url_attribute(std::string_view name);

/// Attributes whose value is text without further meaning, so that an expression in it is safe.
bool is_plain_attribute(std::string_view name);

/// Attributes that people read or hear.
bool is_human_attribute(std::string_view name);

} // namespace passerelle::templates
