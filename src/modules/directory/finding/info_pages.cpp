#include "modules/directory/finding/pages.hpp"
#include "modules/directory/finding/views.hpp"
#include "modules/directory/finding/views/info_page.hpp"

namespace passerelle::directory::finding {
namespace {

http::Response shown(accounts::Request const& request, InfoPage const& info)
{
    auto page = request.page(info.title);
    page.description = info.lede;
    return http::Response::html(views::info_page(page, info).markup());
}

} // namespace

http::Response help(Directory&, accounts::Request& request)
{
    auto const tr = [&](std::string_view text) { return std::string(request.words().tr(text)); };
    return shown(request,
        { tr("Help"), tr("How to find an organisation, and how yours is found."),
            { { tr("Searching"),
                  { tr("Write what you need as you would say it, in any language of the region. The "
                       "directory "
                       "knows the words of the trade in all of them: “polissage miroir” also finds who "
                       "writes “Spiegelpolitur”, and each result says why it is there."),
                      tr("The filters narrow a list down. Several values of one filter mean one or the "
                         "other, several filters mean all of them. Each list has its own address, which "
                         "you can keep or send on.") } },
                { tr("Languages"),
                    { tr("Every text stays in the language in which it was written until somebody "
                         "translates it. A mark says which language it is, and whether it is from before "
                         "the last change of substance.") } },
                { tr("Your entry"),
                    { tr("Open the page of your organisation and choose “Keep this entry yourself”. An "
                         "operator checks that you speak for it. From then on you edit all of it and "
                         "choose field by field who sees what."),
                        tr("Once a year a mail asks whether everything is still right. One click is "
                           "enough; the date stands on your page.") } },
                { tr("Signing in"),
                    { tr("Ask for a link by mail: it opens your account once. A password is possible, "
                         "not necessary.") } } } });
}

http::Response privacy(Directory&, accounts::Request& request)
{
    auto const tr = [&](std::string_view text) { return std::string(request.words().tr(text)); };
    return shown(request,
        { tr("Privacy"), tr("What this platform knows, who sees it, and how long it stays."),
            { { tr("Organisations"),
                  { tr("Entries describe organisations. E-mail address, phone number and needs are shown "
                       "to members only until the organisation itself decides otherwise."),
                      tr("What an operator notes about its members stays with that operator; no other "
                         "operator sees it.") } },
                { tr("People"),
                    { tr("An account consists of a name, an e-mail address, a language and roles. You can "
                         "see, download and delete what belongs to yours."),
                        tr("Every change of an entry is logged with who made it and when, so that it can "
                           "be understood and undone. Names are erased from the log when a person is "
                           "erased.") } },
                { tr("Visitors"),
                    { tr("Reading needs no account and sets no cookie. Nothing is loaded from other "
                         "servers, nobody is followed, and the logs hold no personal data."),
                        tr("Two cookies exist: one that keeps you signed in, and one that protects "
                           "forms. Both end by themselves.") } },
                { tr("Your rights"),
                    { tr("Information, correction and deletion under the Swiss Data Protection Act: write "
                         "to the operator that you are a member of, or to any of them.") } } } });
}

http::Response accessibility(Directory&, accounts::Request& request)
{
    auto const tr = [&](std::string_view text) { return std::string(request.words().tr(text)); };
    return shown(request,
        { tr("Accessibility"), tr("These pages are meant for everybody, with any device."),
            { { tr("What we keep to"),
                  { tr("The pages follow WCAG 2.2, level AA. They work with the keyboard alone, with screen "
                       "readers, with large type, without colour and without scripts."),
                      tr("Every piece of text says in which language it is, so that it is read aloud "
                         "correctly.") } },
                { tr("What is checked, and how"),
                    { tr("Automatic checks run over the pages with every change of the program. They find "
                         "part of the problems only; tests with people are still to come.") } },
                { tr("Known limits"),
                    { tr("The map shows places that stand close together as one marker. The list below it "
                         "has the same places as text.") } },
                { tr("Something does not work for you?"),
                    { tr("Write to one of the operators: their pages name an address.") } } } });
}

} // namespace passerelle::directory::finding
