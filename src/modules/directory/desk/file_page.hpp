#pragma once

#include "base/page.hpp"
#include "platform/documents/table.hpp"
#include "platform/http/message.hpp"

#include <deque>
#include <functional>

/// Lists that go out as files: whole, however long they are, and made while they are sent.
namespace passerelle::directory::desk {

inline constexpr auto* csv_type = "text/csv; charset=utf-8";

/// The items of a list that is read a page at a time, one after the other; false at its end. What `read`
/// refers to must outlive the response: not the request.
template<class Item>
std::function<bool(Item&)> in_pages(std::function<Page<Item>(PageRequest const&)> read)
{
    return [read = std::move(read), part = PageRequest { 200, {} }, waiting = std::deque<Item>(),
               at_end = false](Item& item) mutable {
        while (waiting.empty() && !at_end) {
            auto page = read(part);
            for (auto& one : page.items)
                waiting.push_back(std::move(one));
            part.after = page.next;
            at_end = page.next.empty();
        }
        if (waiting.empty())
            return false;
        item = std::move(waiting.front());
        waiting.pop_front();
        return true;
    };
}

http::Response file_of(std::string_view file_name, std::string_view type, documents::Pieces);

enum class TableFile { Xlsx, Csv };
TableFile table_file(std::string_view code);

/// `name` without its ending.
http::Response file_of(std::string const& name, TableFile, documents::Sheet);

} // namespace passerelle::directory::desk
