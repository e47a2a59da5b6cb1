#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

/// One JSON object a line on standard error:
///   {"at":"2026-11-22T20:52:47.123Z","level":"info","event":"mail.sent","id":"0192…","attempts":2}
/// Values are data, never a format: no text can forge a line or colour a terminal. By convention no personal
/// data: ids instead of names and addresses. Any thread.
namespace passerelle::log {

enum class Level { Debug, Info, Warning, Error, Silent };

template<class T>
concept HasText = std::convertible_to<decltype(std::declval<T const&>().text()), std::string>;

/// One named value. Takes numbers, booleans, text, and whatever has a `text()`, such as an Id or an Instant.
struct Field {
    std::string_view key;
    std::variant<bool, std::int64_t, double, std::string> value;

    Field(std::string_view name, bool flag) : key(name), value(flag) {}
    template<std::integral N>
    Field(std::string_view name, N number) : key(name),
                                             value(std::int64_t(number))
    {
    }
    Field(std::string_view name, double number) : key(name), value(number) {}
    Field(std::string_view name, std::string_view text) : key(name), value(std::string(text)) {}
    Field(std::string_view name, char const* text) : Field(name, std::string_view(text)) {}
    Field(std::string_view name, std::string const& text) : Field(name, std::string_view(text)) {}
    template<HasText T>
    Field(std::string_view name, T const& thing) : Field(name, thing.text())
    {
    }
};

using Fields = std::initializer_list<Field>;

/// `event` is a dotted name that never varies, such as "http.request" or "job.failed".
void debug(std::string_view event, Fields = {});
void info(std::string_view event, Fields = {});
void warning(std::string_view event, Fields = {});
void error(std::string_view event, Fields = {});

/// `debug`, `info`, `warning`, `error`, `silent`; from PASSERELLE_LOG at the start, else `info`.
void set_level(Level);
bool is_on(Level);

/// Catches the lines of the whole program while it lives, instead of standard error: for tests.
class Capture {
public:
    explicit Capture(Level = Level::Debug);
    ~Capture();
    Capture(Capture const&) = delete;
    Capture& operator=(Capture const&) = delete;

    /// What was caught so far, one line an event.
    std::string text() const;

private:
    Level before_;
};

} // namespace passerelle::log
