#pragma once

#include "modules/accounts/accounts.hpp"
#include "modules/accounts/person.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/directory/directory.hpp"
#include "modules/directory/finding/finder.hpp"
#include "modules/directory/organisations/record.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "tests/support/test_app.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>

namespace passerelle::directory {

/// The whole module with its index over a fresh database.
class PublicFace : public ::testing::TestWithParam<db::Engine> {
protected:
    PublicFace()
    {
        auto folder = support::temporary_root() + "passerelle-index-XXXXXX";
        index_folder_ = ::mkdtemp(folder.data());
        catalogues_ = std::make_unique<Catalogues>(app_.database());
        finder_ = std::make_unique<Finder>(app_.database(), *catalogues_, app_.installation.zone,
            index_folder_, [this] { return app_.now; });
        directory_ = std::make_unique<Directory>(
            Directory { app_.database(), app_.random(), app_.installation, site_, *catalogues_, *finder_ });
        auto all = accounts::routes();
        for (auto& route : routes(*directory_))
            all.push_back(std::move(route));
        auto words = accounts::path_words();
        for (auto const& word : path_words())
            words.push_back(word);
        app_.mount(std::move(all), std::move(words));
    }
    ~PublicFace() override
    {
        finder_.reset();
        std::filesystem::remove_all(index_folder_);
    }

    static Organisation drafted(std::string name, Lang lang = Lang::fr)
    {
        Organisation organisation;
        organisation.name = std::move(name);
        organisation.lang = lang;
        return organisation;
    }

    static LocalisedText text(Lang lang, std::string words)
    {
        return LocalisedText({ { lang, std::move(words), 1 } });
    }

    Site site_in(std::string place_id, std::string street = {})
    {
        auto const* place = Places::all().find(place_id);
        Site site;
        site.street = std::move(street);
        site.postcode = place->postcode;
        site.locality = place->fr;
        site.place_id = place->id;
        site.canton = place->canton;
        return site;
    }

    Organisation add(Organisation organisation)
    {
        return app_.write([&](db::Transaction& tx) {
            return create(tx, organisation, { .now = app_.now }, app_.random());
        });
    }

    /// The entry as it is after `change`.
    template<class Change>
    Organisation alter(OrganisationId id, Change change)
    {
        return app_.write([&](db::Transaction& tx) {
            auto const before = *store::find(tx, id);
            auto after = before;
            change(after);
            return *write(tx, before, after, "test", { .now = app_.now }, app_.random());
        });
    }

    void join(OrganisationId id, OperatorId at)
    {
        app_.write([&](db::Transaction& tx) {
            store::insert(
                tx, Membership { MembershipId::fresh(app_.now, app_.random()), id, at, "", "", {}, {} });
        });
    }

    void index() { finder_->catch_up(); }

    static std::string body(http::Response& response)
    {
        if (!response.body.is_stream())
            return std::string(response.body.text());
        std::string all;
        for (;;) {
            std::string piece;
            auto const step = response.body.stream().produce(piece);
            all += piece;
            if (step == http::Stream::Step::End)
                return all;
        }
    }

    /// What a browser gets, whatever the status.
    std::string get(std::string_view target) { return get(target, app_.anonymous()); }
    std::string get(std::string_view target, support::Browser browser)
    {
        auto response = browser.get(target);
        return body(response);
    }
    int status(std::string_view target) { return app_.anonymous().get(target).status; }

    support::TestApp app_ { GetParam() };
    http::Site site_ = *http::Site::parse("https://network.example");
    std::string index_folder_;
    std::unique_ptr<Catalogues> catalogues_;
    std::unique_ptr<Finder> finder_;
    std::unique_ptr<Directory> directory_;
};

} // namespace passerelle::directory
