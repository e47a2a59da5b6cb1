#include "platform/mail/delivery.hpp"

#include "base/text.hpp"
#include "platform/mail/curl.hpp"

#include <fmt/format.h>

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <vector>

namespace passerelle::mail {
namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Addresses = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

/// What was said last on either side. Never holds credentials: of commands only the known verbs are kept.
struct Conversation {
    std::string_view last_command;
    std::string last_answer;

    void said(std::string_view line)
    {
        constexpr std::array verbs { "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "NOOP" };
        for (std::string_view const verb : verbs)
            if (line.starts_with(verb))
                last_command = verb;
    }
    void heard(std::string_view line)
    {
        if (!line.starts_with("221")) // what follows our QUIT explains nothing
            last_answer = trim(line);
    }
    /// 0 if nothing was heard.
    long long code() const { return parse_integer(std::string_view(last_answer).substr(0, 3)).value_or(0); }

    static int listen(CURL*, curl_infotype type, char* data, std::size_t size, void* conversation)
    {
        auto& self = *static_cast<Conversation*>(conversation);
        if (type == CURLINFO_HEADER_OUT)
            self.said({ data, size });
        else if (type == CURLINFO_HEADER_IN)
            self.heard({ data, size });
        return 0;
    }
};

std::size_t read_content(char* target, std::size_t size, std::size_t count, void* source)
{
    auto& rest = *static_cast<std::string_view*>(source);
    auto const length = std::min(size * count, rest.size());
    std::memcpy(target, rest.data(), length);
    rest.remove_prefix(length);
    return length;
}

std::size_t ignore_output(char*, std::size_t size, std::size_t count, void*) { return size * count; }

class SmtpDelivery : public Delivery {
public:
    SmtpDelivery(SmtpUrl url, std::string hello_name, Duration time_max)
        : url_(std::move(url)),
          hello_name_(std::move(hello_name)),
          time_max_(time_max)
    {
    }

    Outcome<Done, NotDelivered> deliver(Letter const& letter) override
    {
        auto handle = take_handle();
        auto attempt = try_to_deliver(handle.get(), letter);
        // A kept connection may have been closed by the server meanwhile: that says nothing about the mail.
        if (attempt.on_old_connection && attempt.before_content && attempt.result != CURLE_OK
            && attempt.code / 100 != 5) {
            handle = fresh_handle();
            attempt = try_to_deliver(handle.get(), letter);
        }
        if (attempt.result == CURLE_OK) {
            give_back(std::move(handle));
            return Done {};
        }
        return NotDelivered { reason_of(attempt), attempt.words };
    }

    Outcome<Done, NotDelivered> probe() override
    {
        auto const handle = fresh_handle();
        Conversation conversation;
        prepare(handle.get(), conversation);
        curl_easy_setopt(handle.get(), CURLOPT_CUSTOMREQUEST, "NOOP");
        auto const attempt = perform(handle.get(), conversation);
        if (attempt.result == CURLE_OK)
            return Done {};
        return NotDelivered { NotDelivered::Reason::NotNow, attempt.words };
    }

private:
    struct Attempt {
        CURLcode result = CURLE_OK;
        long long code = 0; ///< of SMTP
        bool on_old_connection = false;
        bool before_content = true;
        std::string_view last_command;
        std::string words;
    };

    static NotDelivered::Reason reason_of(Attempt const& attempt)
    {
        // A final no to greeting, sign-in or sender is about us and may be mended; only one to the recipient
        // or to the content is about this mail.
        if (attempt.code / 100 == 5 && attempt.last_command == "RCPT")
            return NotDelivered::Reason::AddressRefused;
        if (attempt.code / 100 == 5 && attempt.last_command == "DATA")
            return NotDelivered::Reason::MessageRefused;
        return NotDelivered::Reason::NotNow;
    }

    void prepare(CURL* handle, Conversation& conversation) const
    {
        curl_easy_reset(handle); // options only; the connection stays
        curl_easy_setopt(handle, CURLOPT_URL, (url_.text() + "/" + hello_name_).c_str());
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 15L);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(time_max_.milliseconds));
        curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
        curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, &Conversation::listen);
        curl_easy_setopt(handle, CURLOPT_DEBUGDATA, &conversation);
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &ignore_output);
        curl_easy_setopt(handle, CURLOPT_USE_SSL, tls_level());
        if (!url_.user.empty()) {
            curl_easy_setopt(handle, CURLOPT_USERNAME, url_.user.c_str());
            curl_easy_setopt(handle, CURLOPT_PASSWORD, url_.password.c_str());
        }
    }

    long tls_level() const
    {
        switch (url_.tls()) {
        case SmtpUrl::Tls::Always:
            return CURLUSESSL_ALL;
        case SmtpUrl::Tls::WhereOffered:
            return CURLUSESSL_TRY;
        case SmtpUrl::Tls::Never:
            return CURLUSESSL_NONE;
        }
        return CURLUSESSL_ALL;
    }

    Attempt try_to_deliver(CURL* handle, Letter const& letter) const
    {
        Conversation conversation;
        prepare(handle, conversation);
        std::string_view rest = letter.content;
        Addresses const to(curl_slist_append(nullptr, ("<" + letter.to + ">").c_str()), curl_slist_free_all);
        curl_easy_setopt(handle, CURLOPT_MAIL_FROM, ("<" + letter.from + ">").c_str());
        curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, to.get());
        curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(handle, CURLOPT_READFUNCTION, &read_content);
        curl_easy_setopt(handle, CURLOPT_READDATA, &rest);
        curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(letter.content.size()));
        auto attempt = perform(handle, conversation);
        attempt.before_content = rest.size() == letter.content.size();
        // The addresses are gone when this returns; the handle must not remember them.
        curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, nullptr);
        return attempt;
    }

    static Attempt perform(CURL* handle, Conversation const& conversation)
    {
        std::array<char, CURL_ERROR_SIZE> error {};
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error.data());
        Attempt attempt;
        attempt.result = curl_easy_perform(handle);
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, nullptr);
        curl_easy_setopt(
            handle, CURLOPT_VERBOSE, 0L); // closing it later must not speak to who is gone by then
        long connections = 0;
        curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &connections);
        attempt.on_old_connection = connections == 0;
        attempt.code = conversation.code();
        attempt.last_command = conversation.last_command;
        auto const* const why = error[0] ? error.data() : curl_easy_strerror(attempt.result);
        attempt.words = attempt.code >= 400 ? conversation.last_answer : std::string(why);
        return attempt;
    }

    static Handle fresh_handle()
    {
        start_curl();
        return { curl_easy_init(), curl_easy_cleanup };
    }

    Handle take_handle()
    {
        std::lock_guard const lock(mutex_);
        if (kept_.empty())
            return fresh_handle();
        auto handle = std::move(kept_.back());
        kept_.pop_back();
        return handle;
    }

    void give_back(Handle handle)
    {
        std::lock_guard const lock(mutex_);
        kept_.push_back(std::move(handle));
    }

    SmtpUrl url_;
    std::string hello_name_;
    Duration time_max_;
    std::mutex mutex_;
    std::vector<Handle> kept_; ///< each with its open connection
};

} // namespace

std::unique_ptr<Delivery> deliver_by_smtp(
    std::string_view url, std::string_view hello_name, Duration time_max)
{
    auto parsed = SmtpUrl::parse(url);
    if (!parsed)
        return nullptr;
    return std::make_unique<SmtpDelivery>(*std::move(parsed), std::string(hello_name), time_max);
}

} // namespace passerelle::mail
