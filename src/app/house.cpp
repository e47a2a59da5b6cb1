#include "app/house.hpp"

#include "app/clock.hpp"
#include "app/folders.hpp"
#include "app/health.hpp"
#include "app/installation.hpp"
#include "app/path_words.hpp"
#include "app/refused.hpp"
#include "base/ensure.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/directory/api/open_api.hpp"
#include "modules/directory/organisations/confirmation.hpp"
#include "platform/db/migrations.hpp"

namespace passerelle::app {

std::string words_of(db::MigrationRefused const& refused, i18n::Words const& words)
{
    using Reason = db::MigrationRefused::Reason;
    switch (refused.reason) {
    case Reason::NewerThanProgram:
        return i18n::fill(
            words.tr("The database has schema version {version}, which this program does not know. "
                     "Start the newer program that made it."),
            { { "version", std::to_string(refused.version) } });
    case Reason::Altered:
        return i18n::fill(words.tr("Migration {name} was applied with another content than this program has. "
                                   "Start the program that made this database."),
            { { "name", refused.name } });
    }
    ensure(false);
}

namespace {

/// Its own row is in the table that it describes.
void mount_open_api(Application& application)
{
    application.mount({ { http::Method::Get, "/api/v1/openapi.json", accounts::Right::Anyone,
        [&application](accounts::Request&) {
            return directory::openapi(application.routes(), application.platform().installation);
        } } });
}

} // namespace

House::House(Settings settings)
{
    auto const& words = i18n::words(settings.options.lang);
    auto site = http::Site::parse(settings.base_url);
    if (!site)
        throw CommandRefused(
            i18n::fill(words.tr("“{url}” is not a base URL. Right would be https://network.example."),
                { { "url", settings.base_url } }));
    for (auto const& host : settings.also_hosts)
        site->also(host);
    make_private_folder(settings.options.data);
    database_ = db::Database::open({ .folder = settings.options.data,
        .postgres_url = settings.options.database,
        .cache_kib = settings.cache_kib });
    if (settings.migrate) {
        auto const migrated = db::migrate(*database_);
        if (migrated.refused())
            throw CommandRefused(words_of(migrated.refusal(), words));
    }
    auto installation = load_installation(*database_, random_);
    application_ = std::make_unique<Application>(
        Application::Parts { *database_, random_, std::move(*site), std::move(installation) }, path_words());
    auto const& platform = application_->platform();
    catalogues_ = std::make_unique<directory::Catalogues>(*database_);
    finder_ = std::make_unique<directory::Finder>(
        *database_, *catalogues_, platform.installation.zone, settings.options.data + "/index", now);
    directory_ = std::make_unique<directory::Directory>(directory::Directory {
        *database_, random_, platform.installation, platform.site, *catalogues_, *finder_ });
    application_->answer_accounts(directory::links_of, directory::forget_person);
    application_->mount(accounts::routes());
    application_->mount(directory::routes(*directory_));
    application_->mount(health_routes(*directory_));
    mount_open_api(*application_);
    indexer_ = std::make_unique<Indexer>(*database_, *finder_);
    workers_ = std::make_unique<Workers>(*database_, random_, settings.options);
    give_work();
}

void House::give_work()
{
    auto& jobs = workers_->jobs();
    jobs.every("directory.confirm", Duration::days(1), [this](jobs::Running& running) {
        directory::ask_for_confirmation(*directory_, application_->router(), running.now());
    });
    jobs.every("directory.expire", Duration::days(1), [](jobs::Running& running) {
        running.finish([&](db::Transaction& tx) { directory::expire(tx, running.now()); });
    });
}

House::~House() = default;

void House::start()
{
    indexer_->start();
    workers_->start();
}

void House::stop()
{
    indexer_->stop();
    workers_->stop();
}

} // namespace passerelle::app
