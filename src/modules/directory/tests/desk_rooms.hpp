#pragma once

#include "modules/directory/tests/public_face.hpp"

namespace passerelle::directory {

/// Two operators with their staff; the chamber has members.
class DeskRooms : public PublicFace {
protected:
    DeskRooms()
    {
        using accounts::OperatorRole;
        manager_ = app_.staff(chamber_.id, OperatorRole::Manager, "manager@chamber.example");
        viewer_ = app_.staff(chamber_.id, OperatorRole::Viewer, "viewer@chamber.example");
        foreign_ = app_.staff(other_.id, OperatorRole::Administrator, "admin@other.example");
    }

    support::Browser manager() { return app_.signed_in(manager_.id); }
    support::Browser viewer() { return app_.signed_in(viewer_.id); }
    support::Browser foreign() { return app_.signed_in(foreign_.id); }

    /// `at("/@organisations")` is the chamber's list, in English.
    std::string at(std::string_view below, std::initializer_list<std::string_view> values = {})
    {
        std::vector<std::string_view> all { chamber_.slug };
        all.insert(all.end(), values.begin(), values.end());
        return app_.router().path("/{lang}/@desk/{operator}" + std::string(below), Lang::en, all);
    }

    Organisation member(std::string name, std::string category = {}, std::string number = {})
    {
        auto const made = add(drafted(std::move(name)));
        join_as(made.id, chamber_.id, std::move(category), std::move(number));
        return made;
    }

    void join_as(OrganisationId id, OperatorId at, std::string category, std::string number)
    {
        app_.write([&](db::Transaction& tx) {
            store::insert(tx,
                Membership { MembershipId::fresh(app_.now, app_.random()), id, at, std::move(number),
                    std::move(category), {}, {} });
        });
    }

    Organisation find(OrganisationId id)
    {
        return app_.read([&](db::Reader& reader) { return *store::find(reader, id); });
    }

    accounts::Operator chamber_ = app_.an_operator("chamber", "Chamber");
    accounts::Operator other_ = app_.an_operator("other", "Other");
    accounts::Person manager_, viewer_, foreign_;
};

} // namespace passerelle::directory
