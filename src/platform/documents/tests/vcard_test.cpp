#include "platform/documents/vcard.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

namespace passerelle::documents {
namespace {

VCard acme()
{
    VCard card;
    card.id = Uuid::parse("0192c5e0-7a30-7000-8000-00000000abcd").value();
    card.name = "Acme, Décolletage; Sàrl";
    return card;
}

TEST(VCard, of_an_organisation_is_whole)
{
    auto card = acme();
    card.note = LocalisedText({ { Lang::fr, "Pièces\r\ndécolletées" }, { Lang::de, "Drehteile" } });
    card.address = { "Rue du Débarcadère 1", "Bienne", "BE", "2502", "Suisse" };
    card.position = { 47.1368, 7.2468 };
    card.phones = { "+41323221234" };
    card.emails = { "info@acme.ch" };
    card.urls = { "https://acme.ch/a,b;c" };
    card.langs = { Lang::fr, Lang::de };
    card.revised = Instant { 1'795'380'767'123 };
    EXPECT_EQ(to_vcard(card),
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:0192c5e0-7a30-7000-8000-00000000abcd\r\nKIND:org\r\n"
        "FN:Acme\\, Décolletage\\; Sàrl\r\nORG:Acme\\, Décolletage\\; Sàrl\r\n"
        "ADR:;;Rue du Débarcadère 1;Bienne;BE;2502;Suisse\r\nGEO:geo:47.136800,7.246800\r\n"
        "TEL;VALUE=uri:tel:+41323221234\r\nEMAIL:info@acme.ch\r\nURL:https://acme.ch/a,b;c\r\n"
        "LANG;PREF=1:fr\r\nLANG;PREF=2:de\r\nNOTE;ALTID=1;LANGUAGE=de:Drehteile\r\n"
        "NOTE;ALTID=1;LANGUAGE=fr:Pièces\\ndécolletées\r\nREV:20261122T205247Z\r\nEND:VCARD\r\n");
}

TEST(VCard, of_a_person_has_its_name_in_parts)
{
    VCard card;
    card.kind = VCard::Kind::Individual;
    card.name = "Zoé Rossel";
    card.given_name = "Zoé";
    card.family_name = "Rossel";
    card.organisation = "Acme";
    card.role = LocalisedText({ { Lang::fr, "Directrice" } });
    auto const text = to_vcard(card);
    EXPECT_NE(text.find("KIND:individual\r\nFN:Zoé "
                        "Rossel\r\nN:Rossel;Zoé;;;\r\nORG:Acme\r\nTITLE;LANGUAGE=fr:Directrice\r\n"),
        std::string::npos)
        << text;
}

TEST(VCard, folds_at_75_bytes_and_never_inside_a_character)
{
    auto card = acme();
    for (int i = 0; i < 100; ++i)
        card.name += i % 2 ? "é" : "€";
    auto const text = to_vcard(card);
    std::string unfolded;
    for (auto const line : split(text, '\n')) {
        if (line.empty())
            continue;
        ASSERT_EQ(line.back(), '\r');
        EXPECT_LE(line.size() - 1, 75u);
        EXPECT_TRUE(is_valid_utf8(line));
        auto const bare = line.substr(0, line.size() - 1);
        unfolded += bare.starts_with(' ') ? std::string(bare.substr(1)) : "\n" + std::string(bare);
    }
    EXPECT_NE(unfolded.find("€é€é€é"), std::string::npos);
    EXPECT_NE(unfolded.find("\nORG:Acme"), std::string::npos);
}

TEST(VCard, cannot_be_given_lines_by_what_is_in_it)
{
    auto card = acme();
    card.name = "x\r\nEMAIL:evil@x.ch";
    card.emails = { "a@b.ch\r\nNOTE:x" };
    card.urls = { "https://x.ch\r\nNOTE:x" };
    card.phones = { "+41\r\nNOTE:x" };
    auto const text = to_vcard(card);
    EXPECT_EQ(text.find("\r\nNOTE"), std::string::npos) << text;
    EXPECT_EQ(text.find("\r\nEMAIL:evil"), std::string::npos) << text;
}

} // namespace
} // namespace passerelle::documents
