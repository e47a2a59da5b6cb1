#include "platform/i18n/catalogue.hpp"

#include "base/embedded.hpp"
#include "base/ensure.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace passerelle {

std::span<EmbeddedFile const> embedded_catalogues();

}

namespace passerelle::i18n {
namespace {

constexpr std::uint32_t magic = 0x950412de;

std::uint32_t number_at(std::string_view bytes, std::size_t place)
{
    ensure(place + 4 <= bytes.size());
    std::uint32_t number = 0;
    std::memcpy(&number, bytes.data() + place, 4);
    return number;
}

std::string_view string_at(std::string_view bytes, std::size_t place)
{
    auto const length = number_at(bytes, place);
    auto const offset = number_at(bytes, place + 4);
    ensure(std::size_t(offset) + length <= bytes.size());
    return bytes.substr(offset, length);
}

std::string_view without_context(std::string_view key)
{
    auto const end = key.find('\4');
    return end == std::string_view::npos ? key : key.substr(end + 1);
}

} // namespace

std::vector<CatalogueEntry> read_catalogue(std::string_view bytes)
{
    ensure(number_at(bytes, 0) == magic);
    auto const count = number_at(bytes, 8);
    auto const sources = number_at(bytes, 12);
    auto const texts = number_at(bytes, 16);

    std::vector<CatalogueEntry> entries;
    for (std::uint32_t i = 0; i < count; ++i) {
        auto const source = string_at(bytes, sources + 8 * i);
        if (source.empty())
            continue;
        auto const forms = split(source, '\0');
        entries.push_back({ forms.front(), forms, split(string_at(bytes, texts + 8 * i), '\0') });
        entries.back().source.front() = without_context(forms.front());
    }
    return entries;
}

std::string_view catalogue_bytes(std::string_view lang)
{
    for (auto const& file : embedded_catalogues())
        if (file.path.substr(0, file.path.find('.')) == lang)
            return file.content;
    return {};
}

bool placeholders_known(std::string_view text, std::vector<std::string_view> const& source)
{
    auto const known = [&](Piece const& piece) {
        return std::any_of(source.begin(), source.end(), [&](std::string_view original) {
            auto const there = pieces(original);
            return std::any_of(there.begin(), there.end(),
                [&](Piece const& other) { return other.placeholder && other.text == piece.text; });
        });
    };
    auto const used = pieces(text);
    return std::all_of(
        used.begin(), used.end(), [&](Piece const& piece) { return !piece.placeholder || known(piece); });
}

} // namespace passerelle::i18n
