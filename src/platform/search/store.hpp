#pragma once

#include "platform/search/document.hpp"
#include "platform/search/fault.hpp"
#include "platform/search/reading.hpp"

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <unordered_set>
#include <vector>

namespace passerelle::search {

/// One generation of the index, open for writing. Only for .cpp files of this folder.
class Store {
public:
    /// Open an index that may be lost at a power cut while it is built, or one that readers use.
    enum class Care { WhileBuilding, InUse };

    Store(std::filesystem::path path, Care care, std::shared_ptr<Thesaurus const> thesaurus);

    std::filesystem::path const& path() const { return path_; }
    std::int64_t seq() const;

    void add(Document const& document); ///< one that is not there yet
    void replace(Document const& document);
    void remove(Uuid const& id);
    void commit(std::int64_t seq);

    std::shared_ptr<Thesaurus const> const& thesaurus() const { return thesaurus_; }
    void use(std::shared_ptr<Thesaurus const> thesaurus);

private:
    Xapian::Document made(Document const& document);
    void learn_words(std::vector<std::string> const& words);
    void learn_labels();
    void keep_delta();

    std::filesystem::path path_;
    Care care_;
    std::shared_ptr<Thesaurus const> thesaurus_;
    TextReader reader_;
    Xapian::WritableDatabase database_;
    std::uint64_t commit_ = 0;
    std::size_t added_ = 0;
    std::vector<std::uint32_t> changed_;
    std::unordered_set<std::size_t> words_learned_;
};

/// Runs `act`; what the engine throws becomes a fault.
template<class Act>
auto as_fault(Act act)
{
    try {
        return act();
    } catch (Xapian::DatabaseCorruptError const& error) {
        throw IndexDamaged(error.get_description());
    } catch (Xapian::DatabaseModifiedError const& error) { // to a writer nobody else modifies anything
        throw IndexDamaged(error.get_description());
    } catch (Xapian::DatabaseOpeningError const& error) {
        throw IndexDamaged(error.get_description());
    } catch (Xapian::Error const& error) {
        throw SearchFault(error.get_description());
    }
}

} // namespace passerelle::search
