#include "platform/documents/zip_parts.hpp"

#include "base/text.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>

namespace passerelle::documents {
namespace {

constexpr std::size_t parts_max = 10'000;
// XML of a real sheet shrinks to a tenth, of a very dull one to a hundredth; deflate can do a thousandth.
constexpr std::int64_t ratio_max = 250;
constexpr std::int64_t always_allowed = 20'000'000;

DocumentError damaged(std::string part) { return { DocumentProblem::Damaged, 0, 0, std::move(part) }; }
DocumentError too_large(char const* what) { return { DocumentProblem::TooLarge, 0, 0, what }; }

/// Some programs write `xl\workbook.xml`.
std::string common_form(std::string_view name)
{
    auto form = ascii_lower(name);
    std::replace(form.begin(), form.end(), '\\', '/');
    return form;
}

std::string name_of(archive_entry* entry)
{
    auto const* const name = archive_entry_pathname(entry);
    return name ? common_form(name) : std::string();
}

/// ARCHIVE_WARN is about names in other charsets, which no part that is needed has.
bool is_entry(int status) { return status == ARCHIVE_OK || status == ARCHIVE_WARN; }

std::int64_t reasonable_size(std::string_view bytes, TableLimits const& limits)
{
    auto const by_ratio = std::max(always_allowed, ratio_max * std::int64_t(bytes.size()));
    return std::min(limits.bytes_max, by_ratio);
}

} // namespace

void PartStream::Closer::operator()(archive* opened) const { archive_read_free(opened); }

PartStream::PartStream(Archive opened, std::string name, std::int64_t budget)
    : archive_(std::move(opened)),
      name_(std::move(name)),
      budget_(budget)
{
}

Outcome<std::string_view, DocumentError> PartStream::read()
{
    void const* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    while (size == 0) { // a block may be empty before the end
        auto const status = archive_read_data_block(archive_.get(), &block, &size, &offset);
        if (status == ARCHIVE_EOF)
            return std::string_view();
        if (status != ARCHIVE_OK)
            return damaged(name_);
    }
    budget_ -= std::int64_t(size);
    if (budget_ < 0)
        return too_large("bytes");
    return std::string_view(static_cast<char const*>(block), size);
}

PartStream::Archive ZipParts::open_archive(std::string_view bytes)
{
    PartStream::Archive opened(archive_read_new());
    archive_read_support_format_zip_seekable(opened.get());
    if (archive_read_open_memory(opened.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        return nullptr;
    return opened;
}

Outcome<ZipParts, DocumentError> ZipParts::open(std::string_view bytes, TableLimits const& limits)
{
    if (std::int64_t(bytes.size()) > limits.bytes_max)
        return too_large("bytes");
    auto const opened = open_archive(bytes);
    if (!opened)
        return damaged("archive");
    ZipParts parts;
    parts.bytes_ = bytes;
    parts.budget_ = reasonable_size(bytes, limits);

    archive_entry* entry = nullptr;
    std::int64_t declared = 0;
    auto status = archive_read_next_header(opened.get(), &entry);
    for (; is_entry(status); status = archive_read_next_header(opened.get(), &entry)) {
        if (archive_entry_is_encrypted(entry))
            return DocumentError { DocumentProblem::Encrypted };
        if (parts.names_.size() == parts_max)
            return too_large("parts");
        auto const size = std::max<std::int64_t>(archive_entry_size(entry), 0);
        if (size > limits.bytes_max - declared)
            return too_large("bytes");
        declared += size;
        if (declared > parts.budget_)
            return too_large("ratio");
        parts.names_.push_back(name_of(entry));
    }
    if (status != ARCHIVE_EOF)
        return damaged("archive");
    return parts;
}

bool ZipParts::has(std::string_view name) const
{
    return std::find(names_.begin(), names_.end(), common_form(name)) != names_.end();
}

std::optional<PartStream> ZipParts::stream(std::string_view name) const
{
    auto const wanted = common_form(name);
    auto opened = open_archive(bytes_);
    archive_entry* entry = nullptr;
    while (opened && is_entry(archive_read_next_header(opened.get(), &entry)))
        if (name_of(entry) == wanted)
            return PartStream(std::move(opened), std::string(name), budget_);
    return std::nullopt;
}

Outcome<std::string, DocumentError> ZipParts::read(std::string_view name, std::size_t size_max) const
{
    std::string content;
    auto part = stream(name);
    while (part) {
        auto const block = part->read();
        if (!block)
            return block.refusal();
        if (block.value().empty())
            break;
        content += block.value();
        if (content.size() > size_max)
            return too_large("bytes");
    }
    return content;
}

} // namespace passerelle::documents
