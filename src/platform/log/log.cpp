#include "platform/log/log.hpp"

#include "base/time.hpp"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <sstream>

namespace passerelle::log {
namespace {

spdlog::level::level_enum spdlog_level(Level level)
{
    switch (level) {
    case Level::Debug:
        return spdlog::level::debug;
    case Level::Info:
        return spdlog::level::info;
    case Level::Warning:
        return spdlog::level::warn;
    case Level::Error:
        return spdlog::level::err;
    case Level::Silent:
        return spdlog::level::off;
    }
    return spdlog::level::info;
}

std::string_view name_of(Level level)
{
    constexpr std::string_view names[] { "debug", "info", "warning", "error", "silent" };
    return names[static_cast<std::size_t>(level)];
}

Level level_from_environment()
{
    auto const* wanted = std::getenv("PASSERELLE_LOG");
    for (auto const level : { Level::Debug, Level::Info, Level::Warning, Level::Error, Level::Silent })
        if (wanted && name_of(level) == wanted)
            return level;
    return Level::Info;
}

/// The one logger of the program. A Capture puts its own in the place of it.
struct Output {
    std::mutex mutex;
    std::shared_ptr<spdlog::logger> standard_error
        = logger_to(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    std::shared_ptr<spdlog::logger> captured;
    std::ostringstream captured_text;
    std::atomic<Level> level = level_from_environment();

    static std::shared_ptr<spdlog::logger> logger_to(spdlog::sink_ptr sink)
    {
        sink->set_formatter(std::make_unique<spdlog::pattern_formatter>("%v"));
        auto logger = std::make_shared<spdlog::logger>("passerelle", std::move(sink));
        logger->set_level(spdlog::level::trace);
        return logger;
    }
};

Output& output()
{
    static Output only;
    return only;
}

/// Length of the UTF-8 sequence at `place` that may be shown as it is, or 0.
std::size_t printable_length(std::string_view text, std::size_t place)
{
    auto const lead = static_cast<unsigned char>(text[place]);
    if (lead < 0x80)
        return lead >= 0x20 && lead != 0x7F ? 1 : 0;
    auto const length = lead >= 0xF0 ? 4u : lead >= 0xE0 ? 3u : lead >= 0xC2 ? 2u : 0u;
    if (length == 0 || lead > 0xF4 || place + length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((static_cast<unsigned char>(text[place + i]) & 0xC0) != 0x80)
            return 0;
    // U+0080 to U+009F are control characters, the second way to begin a terminal sequence.
    return lead == 0xC2 && static_cast<unsigned char>(text[place + 1]) < 0xA0 ? 0 : length;
}

void append_quoted(fmt::memory_buffer& line, std::string_view text)
{
    line.push_back('"');
    for (std::size_t place = 0; place < text.size();) {
        auto const length = printable_length(text, place);
        auto const c = text[place];
        if (length == 0)
            fmt::format_to(fmt::appender(line), "\\u{:04x}", static_cast<unsigned char>(c));
        else if (c == '"' || c == '\\')
            line.push_back('\\');
        line.append(text.substr(place, length));
        place += length == 0 ? 1 : length;
    }
    line.push_back('"');
}

void append_value(fmt::memory_buffer& line, Field const& field)
{
    if (auto const* text = std::get_if<std::string>(&field.value))
        append_quoted(line, *text);
    else if (auto const* number = std::get_if<double>(&field.value); number && !std::isfinite(*number))
        line.append(std::string_view("null"));
    else
        std::visit(
            [&](auto const& value) {
                if constexpr (!std::is_same_v<std::decay_t<decltype(value)>, std::string>)
                    fmt::format_to(fmt::appender(line), "{}", value);
            },
            field.value);
}

void write(Level level, std::string_view event, Fields fields)
{
    if (!is_on(level))
        return;
    using namespace std::chrono;
    Instant const now { duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count() };
    fmt::memory_buffer line;
    fmt::format_to(fmt::appender(line), R"({{"at":"{}","level":"{}","event":)", now.text(), name_of(level));
    append_quoted(line, event);
    for (auto const& field : fields) {
        line.push_back(',');
        append_quoted(line, field.key);
        line.push_back(':');
        append_value(line, field);
    }
    line.push_back('}');

    std::lock_guard const lock(output().mutex);
    auto& logger = output().captured ? output().captured : output().standard_error;
    logger->log(spdlog_level(level), spdlog::string_view_t(line.data(), line.size()));
}

} // namespace

void debug(std::string_view event, Fields fields) { write(Level::Debug, event, fields); }
void info(std::string_view event, Fields fields) { write(Level::Info, event, fields); }
void warning(std::string_view event, Fields fields) { write(Level::Warning, event, fields); }
void error(std::string_view event, Fields fields) { write(Level::Error, event, fields); }

void set_level(Level level) { output().level = level; }

bool is_on(Level level) { return level >= output().level && level != Level::Silent; }

Capture::Capture(Level level) : before_(output().level)
{
    std::lock_guard const lock(output().mutex);
    output().captured_text.str({});
    output().captured
        = Output::logger_to(std::make_shared<spdlog::sinks::ostream_sink_st>(output().captured_text, true));
    output().level = level;
}

Capture::~Capture()
{
    std::lock_guard const lock(output().mutex);
    output().captured.reset();
    output().level = before_;
}

std::string Capture::text() const
{
    std::lock_guard const lock(output().mutex);
    return output().captured_text.str();
}

} // namespace passerelle::log
