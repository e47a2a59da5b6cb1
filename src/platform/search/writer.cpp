#include "platform/search/writer.hpp"

#include "platform/search/generations.hpp"
#include "platform/search/store.hpp"

namespace passerelle::search {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<Store> open_current(fs::path const& folder, std::shared_ptr<Thesaurus const> const& thesaurus)
{
    auto path = generations::current(folder);
    auto const fresh = !path;
    if (fresh)
        path = generations::make_next(folder);
    auto store = std::make_unique<Store>(*path, Store::Care::InUse, thesaurus);
    if (fresh) {
        store->commit(0);
        generations::switch_to(folder, *path);
    }
    return store;
}

} // namespace

Writer::Writer(fs::path folder, std::unique_ptr<Store> store)
    : folder_(std::move(folder)),
      store_(std::move(store))
{
}
Writer::~Writer() = default;

std::unique_ptr<Writer> Writer::open(fs::path const& folder, std::shared_ptr<Thesaurus const> thesaurus)
{
    return as_fault([&]() -> std::unique_ptr<Writer> {
        try {
            return std::unique_ptr<Writer>(new Writer(folder, open_current(folder, thesaurus)));
        } catch (Xapian::DatabaseLockError const&) {
            return nullptr;
        }
    });
}

std::int64_t Writer::seq()
{
    return as_fault([&] {
        if (generations::current(folder_) != store_->path()) {
            auto const thesaurus = store_->thesaurus();
            store_ = open_current(folder_, thesaurus);
        }
        return store_->seq();
    });
}

void Writer::put(Document const& document)
{
    as_fault([&] { store_->replace(document); });
}

void Writer::remove(Uuid const& id)
{
    as_fault([&] { store_->remove(id); });
}

bool Writer::commit(std::int64_t seq)
{
    if (generations::current(folder_) != store_->path())
        return false;
    as_fault([&] { store_->commit(seq); });
    return true;
}

void Writer::use(std::shared_ptr<Thesaurus const> thesaurus)
{
    as_fault([&] { store_->use(std::move(thesaurus)); });
}

} // namespace passerelle::search
