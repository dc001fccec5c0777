// SPDX-License-Identifier: MIT
#include "gateway/config/pem_file.hpp"

#include "yaml/text_file.hpp"

namespace coapnode {

namespace {

constexpr std::string_view certificate_begin = "-----BEGIN CERTIFICATE-----";
constexpr std::string_view key_begin = "PRIVATE KEY-----";  // of RSA, EC and PKCS #8 alike
constexpr std::string_view locked_begin = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
constexpr std::string_view locked_header = "Proc-Type: 4,ENCRYPTED";  // RFC 1421 section 4.6.1.1

Failure about(const std::filesystem::path& file, std::string_view what)
{
    return complaint(file.string() + ' ' + std::string{what});
}

bool holds(const TextFile& content, std::string_view sign)
{
    return content.text.find(sign) != std::string::npos;
}

}  // namespace

Result<void> check_certificate_file(const std::filesystem::path& file)
{
    const auto content = read_text_file(file, max_pem_file_size);
    if (!content) return about(file, content.error().message);
    if (!holds(*content, certificate_begin)) return about(file, "holds no certificate in PEM (BEGIN CERTIFICATE)");
    return {};
}

Result<void> check_tls_key_file(const std::filesystem::path& file)
{
    const auto content = read_text_file(file, max_pem_file_size);
    if (!content) return about(file, content.error().message);
    if (content->open_to_others) return about(file, open_to_others_complaint(file));
    if (!holds(*content, key_begin)) return about(file, "holds no private key in PEM (BEGIN PRIVATE KEY)");
    if (holds(*content, locked_begin) || holds(*content, locked_header))
        return about(file, "needs a passphrase: save the key without one");
    return {};
}

}  // namespace coapnode
