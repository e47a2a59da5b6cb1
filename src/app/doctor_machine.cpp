#include "app/doctor_checks.hpp"
#include "app/workers.hpp"
#include "platform/http/security.hpp"
#include "platform/i18n/format.hpp"
#include "platform/i18n/zone.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace passerelle::app {
namespace {

/// Below it writes will soon be refused.
constexpr std::uintmax_t free_bytes_enough = 500'000'000;

bool is_loopback(std::string_view base_url)
{
    auto const host = base_url.substr(base_url.find("://") + 3);
    return host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
}

bool is_open_to_others(std::string const& folder)
{
    struct stat status {};
    return ::stat(folder.c_str(), &status) == 0 && (status.st_mode & S_IRWXO) != 0;
}

} // namespace

Finding check_data_folder(Patient& patient)
{
    auto const& words = patient.words;
    auto const& folder = patient.options.data;
    if (!std::filesystem::is_directory(folder))
        return { "data", Health::Problem,
            i18n::fill(words.tr("there is no folder {folder}"), { { "folder", folder } }),
            std::string(words.tr("Name the right folder with --data. The first start of serve makes one.")) };
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        return { "data", Health::Problem,
            i18n::fill(words.tr("{folder} cannot be written"), { { "folder", folder } }),
            std::string(words.tr("Run this as the user that serves, or give that user the folder.")) };
    auto const free = std::filesystem::space(folder).available;
    auto const text = i18n::fill(words.tr("{folder}, {size} free"),
        { { "folder", folder },
            { "size", i18n::file_size(static_cast<std::int64_t>(free), patient.options.lang) } });
    if (free < free_bytes_enough)
        return { "data", Health::Warning, text,
            std::string(words.tr("Make room: on a full disk nothing can be saved.")) };
    if (is_open_to_others(folder))
        return { "data", Health::Warning, text,
            std::string(
                words.tr("Other users of this machine may look into the folder. Close it: chmod o-rwx.")) };
    return { "data", Health::Ok, text };
}

Finding check_base_url(Patient& patient)
{
    auto const& words = patient.words;
    if (patient.base_url.empty())
        return { "base_url", Health::Warning,
            std::string(words.tr("not set: links in mails lead to this machine only")),
            std::string(words.tr("Set PASSERELLE_BASE_URL to the address that people type.")) };
    auto const site = http::Site::parse(patient.base_url);
    if (!site)
        return { "base_url", Health::Problem, patient.base_url,
            std::string(words.tr("This is not a base URL. Right would be https://network.example.")) };
    if (!site->is_https() && !is_loopback(patient.base_url))
        return { "base_url", Health::Warning, patient.base_url,
            std::string(words.tr(
                "Passwords and sessions would travel in the clear. Use https, behind a proxy with TLS.")) };
    return { "base_url", Health::Ok, patient.base_url };
}

Finding check_time_zones(Patient& patient)
{
    auto const zone = i18n::Zone::find("Europe/Zurich");
    if (!zone)
        return { "time_zones", Health::Problem,
            std::string(patient.words.tr("the time zone database is missing")),
            std::string(patient.words.tr("Install the package tzdata.")) };
    return { "time_zones", Health::Ok, i18n::date_time(patient.now, *zone, patient.options.lang) };
}

Finding check_mail(Patient& patient)
{
    auto const& words = patient.words;
    // The folder of mails is made with the first one, not by looking.
    auto const nothing_yet = !delivers_by_smtp() && !std::filesystem::exists(patient.options.data + "/mails");
    auto const outcome
        = nothing_yet ? Outcome<Done, mail::NotDelivered>(Done {}) : delivery_of(patient.options)->probe();
    if (outcome.refused())
        return { "mail", Health::Problem, outcome.refusal().words,
            std::string(words.tr("Mails wait until this works. Check PASSERELLE_SMTP.")) };
    if (!delivers_by_smtp())
        return { "mail", Health::Warning,
            std::string(words.tr("no mail server is set: mails become files in the data folder")),
            std::string(words.tr("Set PASSERELLE_SMTP.")) };
    return { "mail", Health::Ok, std::string(words.tr("the mail server answers")) };
}

} // namespace passerelle::app
