#include "platform/search/store.hpp"

#include "platform/search/analysis.hpp"
#include "platform/search/generations.hpp"
#include "platform/search/index_terms.hpp"
#include "platform/search/letters.hpp"
#include "platform/search/metadata.hpp"

#include <algorithm>

namespace passerelle::search {
namespace {

/// The engine gathers what it adds in maps, which are slow as soon as they outgrow the processor's cache:
/// writing often takes half the time of its own threshold of 10,000.
constexpr std::size_t added_before_writing = 1'000;

constexpr std::size_t learned_letters_min = 4;
constexpr std::size_t learned_letters_max = 32;

int open_flags(Store::Care care)
{
    auto const flags = Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS;
    return care == Store::Care::InUse ? flags : flags | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
}

bool can_be_learned(std::string_view folded)
{
    auto const letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return folded.size() >= learned_letters_min && folded.size() <= learned_letters_max
        && std::all_of(folded.begin(), folded.end(), letter);
}

} // namespace

Store::Store(std::filesystem::path path, Care care, std::shared_ptr<Thesaurus const> thesaurus)
    : path_(std::move(path)),
      care_(care),
      thesaurus_(thesaurus),
      reader_(thesaurus),
      database_(path_.string(), open_flags(care))
{
    commit_ = static_cast<std::uint64_t>(metadata::number(database_.get_metadata(metadata::commit_key)));
    if (commit_ == 0)
        learn_labels();
}

std::int64_t Store::seq() const { return metadata::number(database_.get_metadata(metadata::seq_key)); }

Xapian::Document Store::made(Document const& document)
{
    auto const source = analysed(document, reader_);
    Xapian::Document made;
    for (auto const& [term, weight] : source.terms)
        if (weight == 0)
            made.add_boolean_term(term);
        else
            made.add_term(term, weight);
    made.add_value(identity_slot, source.identity);
    made.set_data(packed(source.kept));
    learn_words(source.words);
    return made;
}

void Store::learn_words(std::vector<std::string> const& words)
{
    for (auto const& word : words) {
        if (!words_learned_.insert(std::hash<std::string>()(word)).second)
            continue;
        auto const folded = plain(word);
        if (!can_be_learned(folded))
            continue;
        database_.add_spelling(folded);
        if (folded != word)
            database_.set_metadata(metadata::spelling_key(folded), word);
    }
}

void Store::learn_labels()
{
    std::vector<std::string> words;
    for (std::uint32_t i = 0; i < thesaurus_->size(); ++i)
        for (auto const& label : thesaurus_->labels(Concept(i)))
            for (auto& token : tokens(label.text))
                words.push_back(std::move(token.word));
    learn_words(words);
}

void Store::add(Document const& document)
{
    database_.add_document(made(document));
    if (++added_ % added_before_writing == 0)
        database_.commit();
}

void Store::replace(Document const& document)
{
    changed_.push_back(database_.replace_document(id_term(document.id), made(document)));
}

void Store::remove(Uuid const& id)
{
    auto const term = id_term(id);
    for (auto each = database_.postlist_begin(term); each != database_.postlist_end(term); ++each)
        changed_.push_back(*each);
    database_.delete_document(term);
}

void Store::keep_delta()
{
    std::sort(changed_.begin(), changed_.end());
    changed_.erase(std::unique(changed_.begin(), changed_.end()), changed_.end());
    if (changed_.size() <= metadata::delta_documents_max)
        database_.set_metadata(metadata::delta_key(commit_), metadata::packed(changed_));
    if (commit_ > metadata::deltas_kept)
        database_.set_metadata(metadata::delta_key(commit_ - metadata::deltas_kept), {});
    changed_.clear();
}

void Store::commit(std::int64_t seq)
{
    ++commit_;
    keep_delta();
    database_.set_metadata(metadata::commit_key, std::to_string(commit_));
    database_.set_metadata(metadata::seq_key, std::to_string(seq));
    database_.commit();
    // The next commit writes over what this one freed: this one must not get lost.
    if (care_ == Care::InUse)
        generations::sync_folder(path_);
}

void Store::use(std::shared_ptr<Thesaurus const> thesaurus)
{
    thesaurus_ = thesaurus;
    reader_ = TextReader(thesaurus);
    learn_labels();
}

} // namespace passerelle::search
