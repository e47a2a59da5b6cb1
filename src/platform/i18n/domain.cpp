#include "platform/i18n/domain.hpp"

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <memory>
#include <stdexcept>

namespace passerelle::i18n {
namespace {

std::unique_ptr<icu::IDNA const> open_idna()
{
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::IDNA const> idna(icu::IDNA::createUTS46Instance(
        UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII,
        error));
    if (U_FAILURE(error))
        throw std::runtime_error("ICU has no rules for domain names");
    return idna;
}

} // namespace

std::optional<std::string> ascii_domain(std::string_view domain)
{
    static auto const idna = open_idna();
    std::string ascii;
    icu::StringByteSink<std::string> sink(&ascii);
    icu::IDNAInfo info;
    UErrorCode error = U_ZERO_ERROR;
    idna->nameToASCII_UTF8({ domain.data(), static_cast<std::int32_t>(domain.size()) }, sink, info, error);
    if (U_FAILURE(error) || info.hasErrors())
        return std::nullopt;
    return ascii;
}

} // namespace passerelle::i18n
