#pragma once

#include "platform/http/message.hpp"
#include "platform/http/multipart.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace passerelle::http {

/// A file that a form sent. `content` is a view into the body of the request.
struct UploadedFile {
    std::string field;
    std::string name; ///< for showing only; may be empty
    std::string_view type;
    std::string_view content;
};

struct Form {
    Fields fields;
    std::vector<UploadedFile> files; ///< file inputs that were left empty are not here

    /// The only file of that field. Throws StatusError 400 if there are several.
    UploadedFile const* file(std::string_view field) const;
};

/// The body as a form, urlencoded or multipart. Throws StatusError: 415 for another content type, 400 for a
/// body that breaks the format, 413 for too many fields. The request must outlive the form.
Form read_form(Request const&);

} // namespace passerelle::http
