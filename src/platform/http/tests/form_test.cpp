#include "platform/http/form.hpp"

#include <gtest/gtest.h>

namespace passerelle::http {
namespace {

/// Lines end with CR LF on the wire.
std::string wire(std::string_view text)
{
    std::string out;
    for (auto const c : text)
        out += c == '\n' ? "\r\n" : std::string(1, c);
    return out;
}

constexpr auto disposition = "Content-Disposition: form-data; name=\"a\"\n";

std::string one_part(std::string_view header, std::string_view content = "x")
{
    return wire("--B\n" + std::string(header) + "\n" + std::string(content) + "\n--B--\n");
}

TEST(Multipart, reads_fields_and_files)
{
    auto const body
        = wire("--B\nContent-Disposition: form-data; name=\"title\"\n\nÉté\n"
               "--B\nContent-Disposition: form-data; name=\"file\"; filename=\"a \\\"b\\\".csv\"\n"
               "Content-Type: text/csv\n\n1;2\n--B2\n3;4\n--B--\n");
    auto const parts = parse_multipart(body, "B");
    // `--B2` begins with the delimiter, so the body is broken: a client chooses a boundary that occurs
    // nowhere.
    EXPECT_EQ(parts.refusal(), MultipartRefused::Malformed);

    auto const good
        = wire("--XyZ\nContent-Disposition: form-data; name=\"title\"\n\nÉté\n"
               "--XyZ\nContent-Disposition: form-data; name=\"file\"; filename=\"a \\\"b\\\".csv\"\n"
               "Content-Type: text/csv\n\n1;2\n--B2\n3;4\n--XyZ--\n");
    auto const read = parse_multipart(good, "XyZ");
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 2u);
    EXPECT_EQ((*read)[0].name, "title");
    EXPECT_EQ((*read)[0].content, "Été");
    EXPECT_FALSE((*read)[0].file_name);
    EXPECT_EQ((*read)[1].file_name, "a \"b\".csv");
    EXPECT_EQ((*read)[1].type, "text/csv");
    EXPECT_EQ((*read)[1].content, wire("1;2\n--B2\n3;4"));
}

TEST(Multipart, keeps_any_bytes_of_a_file)
{
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes += static_cast<char>(byte);
    bytes += "\r\n--\r\n-";
    auto const body
        = "--B\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n" + bytes + "\r\n--B--";
    EXPECT_EQ(parse_multipart(body, "B").value()[0].content, bytes);
}

TEST(Multipart, reads_empty_parts_and_an_empty_form)
{
    EXPECT_EQ(parse_multipart(one_part(disposition, ""), "B").value()[0].content, "");
    EXPECT_EQ(parse_multipart(wire("--B\n") + wire(disposition) + "\r\n--B--", "B").value()[0].content, "");
    EXPECT_TRUE(parse_multipart("--B--\r\n", "B").value().empty());
}

TEST(Multipart, reads_what_browsers_escape_in_names)
{
    auto const parts = parse_multipart(
        one_part("Content-Disposition: form-data; name=\"a%22b\"; filename=\"C:\\dir\\%0D%0Ax.txt\"\n"), "B");
    ASSERT_TRUE(parts);
    EXPECT_EQ((*parts)[0].name, "a\"b");
    EXPECT_EQ((*parts)[0].file_name, "C:\\dir\\  x.txt");
}

TEST(Multipart, refuses_broken_bodies)
{
    auto const good = one_part(disposition);
    ASSERT_TRUE(parse_multipart(good, "B"));
    auto const refusal = [](std::string const& body, std::string const& boundary = "B") {
        auto const parts = parse_multipart(body, boundary);
        return parts ? std::nullopt : std::optional(parts.refusal());
    };
    using enum MultipartRefused;
    for (std::size_t length = 0; length + 4 < good.size(); ++length)
        EXPECT_NE(refusal(good.substr(0, length)), std::nullopt) << "cut after " << length;
    EXPECT_EQ(refusal("preamble\r\n" + good), Malformed);
    EXPECT_EQ(refusal(good, ""), NoBoundary);
    EXPECT_EQ(refusal(good, "a b"), NoBoundary);
    EXPECT_EQ(refusal(good, std::string(71, 'B')), NoBoundary);
    EXPECT_EQ(refusal(one_part("")), Malformed) << "no name";
    EXPECT_EQ(refusal(one_part("Content-Type: text/plain\n")), Malformed);
    EXPECT_EQ(refusal(one_part("Content-Disposition: attachment; name=\"a\"\n")), Malformed);
    EXPECT_EQ(refusal(one_part("Content-Disposition: form-data\n")), Malformed);
    EXPECT_EQ(refusal(one_part("Content-Disposition: form-data; name=\"a\n")), Malformed);
    EXPECT_EQ(refusal(one_part("Content-Disposition: form-data; name=a; name=b\n")), Malformed);
    EXPECT_EQ(
        refusal(one_part("Content-Disposition: form-data; name=a; filename=b; filename=c\n")), Malformed);
    EXPECT_EQ(refusal(one_part(std::string(disposition) + disposition)), Malformed);
    EXPECT_EQ(refusal(one_part(std::string(disposition) + " folded\n")), Malformed);
    EXPECT_EQ(refusal(one_part("Content-Disposition: form-data; name=\"\xff\"\n")), BadText);
    EXPECT_EQ(
        refusal(one_part(std::string(disposition) + "X: " + std::string(9000, 'y') + "\n")), HeaderTooLarge);
}

TEST(Multipart, refuses_more_parts_than_allowed)
{
    std::string body;
    for (int count = 0; count < 3; ++count)
        body += wire("--B\n") + wire(disposition) + "\r\nx\r\n";
    body += "--B--";
    EXPECT_TRUE(parse_multipart(body, "B", { .parts_max = 3 }));
    EXPECT_EQ(parse_multipart(body, "B", { .parts_max = 2 }).refusal(), MultipartRefused::TooManyParts);
}

TEST(Multipart, finds_the_boundary)
{
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=----WebKitFormBoundaryAb1"),
        "----WebKitFormBoundaryAb1");
    EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=x; Boundary=\"a:b\""), "a:b");
    EXPECT_EQ(multipart_boundary("multipart/form-data"), std::nullopt);
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary="), std::nullopt);
    EXPECT_EQ(multipart_boundary("multipart/mixed; boundary=a"), std::nullopt);
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=\"a"), std::nullopt);
}

Request posted(std::string_view type, std::string body)
{
    auto request = Request::of(Method::Post, "/", std::move(body));
    if (!type.empty())
        request.headers.add("Content-Type", type);
    return request;
}

int status_of(Request const& request)
{
    try {
        (void)read_form(request);
        return 200;
    } catch (StatusError const& error) {
        return error.status();
    }
}

TEST(Form, is_read_in_both_encodings)
{
    auto const urlencoded
        = posted("application/x-www-form-urlencoded; charset=utf-8", "name=%C3%89t%C3%A9+2026&x=1");
    EXPECT_EQ(read_form(urlencoded).fields.one("name"), "Été 2026");

    auto const body
        = wire("--B\nContent-Disposition: form-data; name=\"name\"\n\nÉté\n"
               "--B\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\n\n\n"
               "--B\nContent-Disposition: form-data; name=\"list\"; filename=\"a.csv\"\n\n1;2\n--B--\n");
    auto const multipart = posted("multipart/form-data; boundary=B", body);
    auto const form = read_form(multipart);
    EXPECT_EQ(form.fields.one("name"), "Été");
    ASSERT_EQ(form.files.size(), 1u);
    EXPECT_EQ(form.file("list")->content, "1;2");
    EXPECT_EQ(form.file("none"), nullptr);
    EXPECT_TRUE(read_form(posted("", "")).fields.empty());
}

TEST(Form, refuses_other_types_and_broken_text)
{
    EXPECT_EQ(status_of(posted("text/plain", "a=b")), 415);
    EXPECT_EQ(status_of(posted("", "a=b")), 415);
    EXPECT_EQ(status_of(posted("application/x-www-form-urlencoded", "a=%ff")), 400);
    EXPECT_EQ(status_of(posted("multipart/form-data; boundary=B", "nothing")), 400);
    EXPECT_EQ(status_of(posted("multipart/form-data; boundary=B", one_part(disposition, "\xff"))), 400);
    EXPECT_EQ(
        status_of(posted("multipart/form-data; boundary=B", one_part(disposition, std::string(1, '\0')))),
        400);
    std::string many;
    for (int count = 0; count < 6000; ++count)
        many += "a&";
    EXPECT_EQ(status_of(posted("application/x-www-form-urlencoded", many)), 413);
}

} // namespace
} // namespace passerelle::http
