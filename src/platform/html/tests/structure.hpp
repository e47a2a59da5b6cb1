#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::html {

/// Reads finished markup as strictly as XML would, void elements apart. What is wrong with it, or empty:
/// unbalanced tags, a bare `<` or `&`, a doubled id, a label or description that points nowhere.
inline std::string problem_of_structure(std::string_view html)
{
    std::set<std::string, std::less<>> const voids { "br", "hr", "img", "input", "link", "meta", "wbr" };
    std::vector<std::string> open;
    std::set<std::string, std::less<>> ids;
    std::vector<std::string> wanted;
    for (std::size_t at = 0; at < html.size(); ++at) {
        if (html[at] == '&') {
            auto const end = html.find(';', at);
            if (end == std::string_view::npos || end - at > 8)
                return "bare & at " + std::to_string(at);
        }
        if (html[at] != '<')
            continue;
        if (html.substr(at).starts_with("<!doctype html>")) {
            at += 14;
            continue;
        }
        auto const closes = html.substr(at).starts_with("</");
        auto const name_at = at + (closes ? 2 : 1);
        auto const name_end = html.find_first_of(" \n/>", name_at);
        if (name_end == std::string_view::npos || name_end == name_at)
            return "bare < at " + std::to_string(at);
        std::string const name(html.substr(name_at, name_end - name_at));
        auto end = name_end;
        while (end < html.size() && html[end] != '>') {
            if (html[end] != '"') {
                ++end;
                continue;
            }
            auto const value_end = html.find('"', end + 1);
            if (value_end == std::string_view::npos)
                return "open quote in <" + name + ">";
            auto const before = html.substr(name_end, end - name_end);
            std::string const value(html.substr(end + 1, value_end - end - 1));
            if (before.ends_with(" id=") && !ids.insert(value).second)
                return "id twice: " + value;
            if (before.ends_with(" for=") || before.ends_with(" popovertarget="))
                wanted.push_back(value);
            if (before.ends_with(" aria-describedby="))
                for (std::size_t from = 0; from < value.size();) {
                    auto const blank = std::min(value.find(' ', from), value.size());
                    wanted.push_back(value.substr(from, blank - from));
                    from = blank + 1;
                }
            end = value_end + 1;
        }
        if (closes) {
            if (open.empty() || open.back() != name)
                return "</" + name + "> in <" + (open.empty() ? "" : open.back()) + ">";
            open.pop_back();
        } else if (!voids.contains(name) && html[end - 1] != '/') {
            open.push_back(name);
            if (name == "script")
                end = html.find("</script>", end) - 1;
        }
        at = end;
    }
    if (!open.empty())
        return "<" + open.back() + "> stays open";
    for (auto const& id : wanted)
        if (!ids.contains(id))
            return "nothing has the id " + id;
    return {};
}

} // namespace passerelle::html
