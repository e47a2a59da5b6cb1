#pragma once

#include "platform/documents/table.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct archive;

namespace passerelle::documents {

/// One file of a ZIP archive while it is decompressed, block by block.
class PartStream {
public:
    /// The next bytes, valid until the next call; empty at the end.
    Outcome<std::string_view, DocumentError> read();

    std::string const& name() const { return name_; }

private:
    friend class ZipParts;
    struct Closer {
        void operator()(archive* opened) const;
    };
    using Archive = std::unique_ptr<archive, Closer>;

    PartStream(Archive opened, std::string name, std::int64_t budget);

    Archive archive_;
    std::string name_;
    std::int64_t budget_; ///< bytes that may still come
};

/// A ZIP archive in memory (an Office file is one), with bounds on what comes out of it.
class ZipParts {
public:
    /// Reads the directory alone. Refuses what claims to be larger than `limits`, what is compressed beyond
    /// reason, and what is encrypted.
    static Outcome<ZipParts, DocumentError> open(std::string_view bytes, TableLimits const& limits);

    bool has(std::string_view name) const;
    std::vector<std::string> const& names() const { return names_; }

    /// Names meet in either case, as in Office Open XML. Nothing where there is no such part.
    std::optional<PartStream> stream(std::string_view name) const;

    /// A part as a whole; empty where there is none.
    Outcome<std::string, DocumentError> read(std::string_view name, std::size_t size_max) const;

private:
    static PartStream::Archive open_archive(std::string_view bytes);

    std::string_view bytes_;
    std::vector<std::string> names_; ///< as they stand in the archive
    std::int64_t budget_ = 0;
};

} // namespace passerelle::documents
