#include "platform/documents/vcard.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace passerelle::documents {
namespace {

/// RFC 6350, 3.4: a text value. Other control characters have no place in a card.
std::string escaped(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = text[i];
        auto const after_return = i > 0 && text[i - 1] == '\r';
        if (c == '\\' || c == ',' || c == ';')
            (result += '\\') += c;
        else if (c == '\r' || (c == '\n' && !after_return))
            result += "\\n";
        else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)
            result += c;
    }
    return result;
}

/// An address as it stands, for values of type uri.
std::string uri(std::string_view text)
{
    std::string result;
    for (auto const c : text)
        if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F)
            result += c;
    return result;
}

class Card {
public:
    /// RFC 6350, 3.2: at most 75 bytes a line, the blank that a further line begins with among them.
    void line(std::string_view name, std::string_view value)
    {
        auto rest = std::string(name) + ":" + std::string(value);
        auto room = std::size_t(75);
        while (rest.size() > room) {
            auto end = room;
            while ((static_cast<unsigned char>(rest[end]) & 0xC0) == 0x80)
                --end;
            text_ += rest.substr(0, end) + "\r\n ";
            rest.erase(0, end);
            room = 74;
        }
        text_ += rest + "\r\n";
    }

    void text_line(std::string_view name, std::string_view value)
    {
        if (!value.empty())
            line(name, escaped(value));
    }

    /// One property a language; `ALTID` says that they are the same thing.
    void in_each_language(std::string_view name, LocalisedText const& value)
    {
        auto const* const alternatives = value.versions().size() > 1 ? "ALTID=1;" : "";
        for (auto const& version : value.versions())
            text_line(fmt::format("{};{}LANGUAGE={}", name, alternatives, version.lang.code()), version.text);
    }

    std::string finished() && { return std::move(text_); }

private:
    std::string text_;
};

void write_address(Card& card, VCard::Address const& address)
{
    card.line("ADR",
        fmt::format(";;{};{};{};{};{}", escaped(address.street), escaped(address.place),
            escaped(address.region), escaped(address.postcode), escaped(address.country)));
}

void write_names(Card& card, VCard const& of)
{
    auto const organisation = of.kind == VCard::Kind::Organisation;
    card.line("KIND", organisation ? "org" : "individual");
    card.line("FN", escaped(of.name)); // the one property that a card must have
    if (!organisation && !(of.family_name.empty() && of.given_name.empty()))
        card.line("N", fmt::format("{};{};;;", escaped(of.family_name), escaped(of.given_name)));
    card.text_line("ORG", organisation ? of.name : of.organisation);
    card.in_each_language("TITLE", of.role);
}

void write_contacts(Card& card, VCard const& of)
{
    if (of.address)
        write_address(card, *of.address);
    if (of.position)
        card.line("GEO", fmt::format("geo:{:.6f},{:.6f}", of.position->latitude, of.position->longitude));
    for (auto const& phone : of.phones)
        card.line("TEL;VALUE=uri", "tel:" + uri(phone));
    for (auto const& email : of.emails)
        card.text_line("EMAIL", email);
    for (auto const& url : of.urls)
        card.line("URL", uri(url));
    for (std::size_t i = 0; i < of.langs.size(); ++i)
        card.line(fmt::format("LANG;PREF={}", std::min<std::size_t>(i + 1, 100)), of.langs[i].code());
}

/// `20261122T205247Z`, the basic form that RFC 6350, 4.3.5 wants.
std::string timestamp(Instant instant)
{
    auto text = instant.text().substr(0, 19) + "Z";
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

} // namespace

std::string to_vcard(VCard const& of)
{
    Card card;
    card.line("BEGIN", "VCARD");
    card.line("VERSION", "4.0");
    card.line("UID", "urn:uuid:" + of.id.text());
    write_names(card, of);
    write_contacts(card, of);
    card.in_each_language("NOTE", of.note);
    if (of.revised)
        card.line("REV", timestamp(*of.revised));
    card.line("END", "VCARD");
    return std::move(card).finished();
}

} // namespace passerelle::documents
