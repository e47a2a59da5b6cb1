#include "modules/directory/organisations/pages.hpp"
#include "modules/directory/tables.hpp"

namespace passerelle::directory {

std::vector<accounts::Route> organisation_routes(Directory& directory)
{
    using namespace organisations;
    using enum http::Method;
    using accounts::Right;
    auto const to = [&](auto* handler) { return with(directory, handler); };
    return {
        { Get, "/{lang}/@organisations/{organisation}/@edit", Right::SignedIn, to(edit_page) },
        { Post, "/{lang}/@organisations/{organisation}/@edit", Right::SignedIn, to(save_entry) },
        { Get, "/{lang}/@organisations/{organisation}/@concepts", Right::SignedIn, to(recognised_page) },
        { Post, "/{lang}/@organisations/{organisation}/@concepts", Right::SignedIn, to(answer_recognised) },
        { Post, "/{lang}/@organisations/{organisation}/@confirm", Right::SignedIn, to(confirm_now) },
        // The link of a mail says itself who follows it.
        { Get, "/{lang}/@organisations/{organisation}/@confirm/{token}", Right::Anyone,
            to(confirm_link_page) },
        { Post, "/{lang}/@organisations/{organisation}/@confirm/{token}", Right::Anyone,
            to(confirm_by_link) },
        { Get, "/{lang}/@organisations/{organisation}/@people", Right::SignedIn, to(people_page) },
        { Post, "/{lang}/@organisations/{organisation}/@people", Right::SignedIn,
            to(organisations::give_role) },
        { Post, "/{lang}/@organisations/{organisation}/@people/{person}/@removal", Right::SignedIn,
            to(organisations::end_role) },
        { Get, "/{lang}/@organisations/{organisation}/@claim", Right::Anyone, to(claim_page) },
        { Post, "/{lang}/@organisations/{organisation}/@claim", Right::Anyone, to(send_claim) },
        { Get, "/{lang}/@organisations/{organisation}/@claim/{token}", Right::Anyone, to(claim_link_page) },
        { Post, "/{lang}/@organisations/{organisation}/@claim/{token}", Right::Anyone, to(open_claim_link) },

        { Get, "/{lang}/@propose", Right::Anyone, to(propose_page) },
        { Post, "/{lang}/@propose", Right::Anyone, to(send_proposal) },
        { Get, "/{lang}/@propose/{token}", Right::Anyone, to(proposal_link_page) },
        { Post, "/{lang}/@propose/{token}", Right::Anyone, to(open_proposal_link) },

        { Get, "/{lang}/@desk/{operator}/@proposals", Right::Viewer, to(decisions_page) },
        { Post, "/{lang}/@desk/{operator}/@proposals/@claim/{claim}", Right::Manager, to(decide_claim) },
        { Post, "/{lang}/@desk/{operator}/@proposals/{proposal}", Right::Manager, to(decide_proposal) },
        { Get, "/{lang}/@desk/{operator}/@organisations/{organisation}", Right::Viewer,
            to(operator_record_page) },
        { Post, "/{lang}/@desk/{operator}/@organisations/{organisation}/@memberships", Right::Manager,
            to(save_membership) },
        { Post, "/{lang}/@desk/{operator}/@organisations/{organisation}/@notes", Right::Manager,
            to(save_note) },
        { Post, "/{lang}/@desk/{operator}/@organisations/{organisation}/@contacts", Right::Manager,
            to(save_contact) },
        { Post, "/{lang}/@desk/{operator}/@organisations/{organisation}/@refs", Right::Manager,
            to(save_ref) },
        { Post, "/{lang}/@desk/{operator}/@organisations/{organisation}/@state", Right::Manager,
            to(save_state) },
    };
}

} // namespace passerelle::directory
