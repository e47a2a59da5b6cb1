#include "app/path_words.hpp"

#include "modules/accounts/accounts.hpp"
#include "modules/directory/directory.hpp"

#include <vector>

namespace passerelle::app {

std::span<http::PathWord const> path_words()
{
    static auto const all = [] {
        auto words = accounts::path_words();
        for (auto const& word : directory::path_words())
            words.push_back(word);
        return words;
    }();
    return all;
}

} // namespace passerelle::app
