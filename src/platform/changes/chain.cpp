#include "platform/changes/chain.hpp"

#include "platform/crypto/encoding.hpp"

namespace passerelle::changes {
namespace {

class Encoding {
public:
    void add_number(std::int64_t number)
    {
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes_ += static_cast<char>(static_cast<std::uint64_t>(number) >> shift & 0xff);
    }
    void add_text(std::string_view text)
    {
        add_number(static_cast<std::int64_t>(text.size()));
        bytes_ += text;
    }
    void add_bytes(std::span<std::uint8_t const> bytes) { bytes_ += crypto::text_of(bytes); }
    void add_uuid(std::optional<Uuid> const& uuid)
    {
        bytes_ += static_cast<char>(uuid ? 1 : 0);
        if (uuid)
            add_bytes(uuid->bytes);
    }
    crypto::Digest digest() const { return crypto::sha256(bytes_); }

private:
    std::string bytes_;
};

} // namespace

crypto::Digest digest_of_values(Salt const& salt, std::string_view before, std::string_view after)
{
    Encoding encoding;
    encoding.add_bytes(salt);
    encoding.add_text(before);
    encoding.add_text(after);
    return encoding.digest();
}

crypto::Digest hash_of_row(crypto::Digest const& previous, Entry const& entry, crypto::Digest const& values)
{
    Encoding encoding;
    encoding.add_bytes(previous);
    encoding.add_number(entry.seq);
    encoding.add_number(entry.at.milliseconds);
    encoding.add_uuid(entry.actor);
    encoding.add_uuid(entry.operator_id);
    encoding.add_text(entry.action);
    encoding.add_text(entry.entity_kind);
    encoding.add_uuid(entry.entity);
    encoding.add_bytes(values);
    return encoding.digest();
}

} // namespace passerelle::changes
