#pragma once

#include "base/outcome.hpp"
#include "platform/mail/mail.hpp"

#include <memory>
#include <string>

namespace passerelle::mail {

/// A mail ready to go.
struct Letter {
    MailId id;
    Instant created_at;
    std::string from; ///< addresses of the envelope
    std::string to;
    std::string content; ///< as `compose` makes it
};

struct NotDelivered {
    enum class Reason {
        NotNow,         ///< nobody there, or busy: later perhaps
        AddressRefused, ///< there is no such address
        MessageRefused, ///< not this message
    };
    Reason reason {};
    std::string words; ///< of the server, for the administrator; may hold the address
};

/// The way out of the house. Any thread.
class Delivery {
public:
    virtual ~Delivery() = default;
    virtual Outcome<Done, NotDelivered> deliver(Letter const&) = 0;

    /// Whether a mail would get out now, without sending one.
    virtual Outcome<Done, NotDelivered> probe() = 0;
};

/// Over SMTP: `smtp://user:password@host:587` (TLS by STARTTLS) or `smtps://…:465`. To another machine,
/// credentials go over TLS only, and certificates are checked. `hello_name` is what we call ourselves. Null
/// where the address is none.
std::unique_ptr<Delivery> deliver_by_smtp(
    std::string_view url, std::string_view hello_name, Duration time_max = Duration::seconds(60));

/// Each mail as `FOLDER/YYYY-MM-DD-ID.eml`, whole or not at all; the folder is made if absent.
std::unique_ptr<Delivery> deliver_to_folder(std::string folder);

} // namespace passerelle::mail
