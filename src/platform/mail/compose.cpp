#include "platform/mail/compose.hpp"

#include "base/text.hpp"
#include "platform/mail/address.hpp"
#include "platform/mail/mime.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace passerelle::mail {
namespace {

constexpr std::size_t header_value_max = 900; // a line has 998 characters at most

/// RFC 5322, 3.3: `Sun, 22 Nov 2026 20:52:47 +0000`
std::string date_text(Instant instant)
{
    using namespace std::chrono;
    constexpr std::array days_of_week { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    constexpr std::array months { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        "Dec" };
    auto const since = sys_time<milliseconds>(milliseconds(instant.milliseconds));
    auto const day = floor<days>(since);
    auto const date = year_month_day(day);
    auto const time = hh_mm_ss(floor<seconds>(since - day));
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", days_of_week[weekday(day).c_encoding()],
        static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string mailbox_text(Mailbox const& mailbox)
{
    auto const phrase = header_phrase(mailbox.name);
    auto const address = wire_address(mailbox.address);
    // The folding blank keeps the line short, whatever the lengths of both.
    return phrase.empty() ? address : fmt::format("{}\r\n <{}>", phrase, address);
}

/// A part of a MIME tree: its own headers, an empty line, its body.
std::string text_part(std::string_view subtype, std::string_view text)
{
    return fmt::format(
        "Content-Type: text/{}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n",
        subtype, quoted_printable(text));
}

std::string attachment_part(Attachment const& attachment)
{
    return fmt::format("Content-Type: {}\r\nContent-Transfer-Encoding: base64\r\n"
                       "Content-Disposition: attachment;\r\n {}\r\n\r\n{}",
        attachment.media_type, extended_parameter("filename", attachment.name),
        base64_lines(attachment.content));
}

std::string multipart(std::string_view kind, std::string_view boundary, std::vector<std::string> const& parts)
{
    auto out = fmt::format("Content-Type: multipart/{}; boundary=\"{}\"\r\n\r\n", kind, boundary);
    for (auto const& part : parts)
        out += fmt::format("--{}\r\n{}", boundary, part);
    return out + fmt::format("--{}--\r\n", boundary);
}

std::string body(MailId const& id, Message const& message)
{
    // "=_" cannot come up in quoted-printable or base64 (RFC 2045, 6.7).
    auto content = text_part("plain", message.text);
    if (!message.html.empty())
        content = multipart(
            "alternative", fmt::format("=_a_{}", id.text()), { content, text_part("html", message.html) });
    if (message.attachments.empty())
        return content;
    std::vector<std::string> parts { std::move(content) };
    std::transform(
        message.attachments.begin(), message.attachments.end(), std::back_inserter(parts), attachment_part);
    return multipart("mixed", fmt::format("=_m_{}", id.text()), parts);
}

bool is_one_ascii_line(std::string_view text)
{
    return text.size() <= header_value_max
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

} // namespace

bool is_acceptable(Header const& header)
{
    constexpr std::array own { "date", "from", "sender", "to", "cc", "bcc", "reply-to", "subject",
        "message-id", "mime-version", "auto-submitted", "return-path", "received" };
    auto const name = ascii_lower(header.name);
    auto const is_name = !name.empty() && name.size() <= 40
        && std::all_of(name.begin(), name.end(),
            [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    return is_name && !name.starts_with("content-") && !name.starts_with("resent-")
        && std::find(own.begin(), own.end(), name) == own.end() && is_one_ascii_line(header.value);
}

bool is_media_type(std::string_view text)
{
    auto const slash = text.find('/');
    return slash != text.npos && slash > 0 && slash + 1 < text.size() && is_one_ascii_line(text);
}

std::string compose(MailId const& id, Message const& message, Mailbox const& from, Instant created_at)
{
    auto out = fmt::format("Date: {}\r\nFrom: {}\r\nTo: {}\r\n", date_text(created_at), mailbox_text(from),
        mailbox_text(message.to));
    if (!message.reply_to.empty())
        out += fmt::format("Reply-To: {}\r\n", wire_address(message.reply_to));
    out += fmt::format("Subject: {}\r\nMessage-ID: <{}@{}>\r\nContent-Language: {}\r\n",
        header_text(message.subject), id.text(), domain_of(wire_address(from.address)), message.lang.code());
    // RFC 3834: no out-of-office answers, please.
    out += "Auto-Submitted: auto-generated\r\n";
    for (auto const& header : message.headers)
        out += fmt::format("{}: {}\r\n", header.name, header.value);
    return out + "MIME-Version: 1.0\r\n" + body(id, message);
}

} // namespace passerelle::mail
