#pragma once

#include "base/embedded.hpp"
#include "platform/http/message.hpp"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::http {

/// `text/css; charset=utf-8` by the ending of the name; application/octet-stream if unknown.
std::string_view content_type_of(std::string_view file_name);

/// Several files served as one, in this order: a style sheet of many components.
struct Bundle {
    std::string_view path;
    std::vector<std::string_view> parts;
};

/// Files of the program under addresses that change with their content, so that browsers may keep them for
/// ever: `css/app.css` is at `/assets/css/app-3f9c01ab77de.css`. Under its plain name a file is served too,
/// to be asked for again each time (a script that imports another one). Safe from any thread.
class Assets {
public:
    explicit Assets(std::span<EmbeddedFile const> files, std::span<Bundle const> bundles = {},
        std::string_view prefix = "/assets/");
    ~Assets();

    /// The address for pages. `ensure`s that the file exists.
    std::string_view address(std::string_view path) const;

    /// The answer to `GET /assets/…`: 200, 304 or 404; compressed where accepted, once per file.
    Response respond(Request const&) const;

    /// The content, for what is shown in the page itself (an SVG). `ensure`s that the file exists.
    std::string_view content(std::string_view path) const;

private:
    struct File;
    std::map<std::string, std::shared_ptr<File>, std::less<>> by_path_;
    std::map<std::string, std::shared_ptr<File>, std::less<>> by_address_;
    std::string prefix_;
};

} // namespace passerelle::http
