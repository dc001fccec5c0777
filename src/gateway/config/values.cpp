// SPDX-License-Identifier: MIT
#include "gateway/config/values.hpp"

#include "coapnode/core/ip_address.hpp"
#include "config/listen.hpp"
#include "gateway/config/address_range.hpp"
#include "gateway/config/coap_uris.hpp"
#include "gateway/config/host_name.hpp"
#include "gateway/config/pem_file.hpp"
#include "gateway/config/token.hpp"
#include "psk/names.hpp"

namespace coapnode {

namespace {

constexpr std::string_view http_listen_form = "an address and a port such as [::]:8080 or 127.0.0.1:8080";

/// A Reader of what `parse` reads.
template <class T, class Parse>
Reader<T> parsed_by(Parse parse, std::string_view form, std::string pattern)
{
    return {std::string{form}, [parse](const std::string& text) -> Result<T> { return parse(text); },
            TextForm{.pattern = std::move(pattern), .expected = std::string{form}}};
}

Form file_name_form()
{
    auto form = key_file_name().form;
    std::get<TextForm>(form).expected = "a file's name";
    return form;
}

/// A file's name is told apart from a token by how it ends, if it ends so.
bool could_be_token(std::string_view file_name)
{
    return is_token_text(file_name) && file_name.size() >= min_token_size && !file_name.ends_with(".token");
}

using FileCheck = Result<void> (*)(const std::filesystem::path& file);

Reader<std::filesystem::path> checked_file(const std::filesystem::path& folder, FileCheck check)
{
    return {"the name of a file in PEM",
            [folder, check, name = key_file_name()](const std::string& text) -> Result<std::filesystem::path> {
                if (const auto read = name.read(text); !read) return fail(read);
                const auto file = folder / text;
                if (const auto good = check(file); !good) return fail(good);
                return file;
            },
            file_name_form()};
}

}  // namespace

Reader<Listen> http_listen_address()
{
    return {std::string{http_listen_form},
            [](const std::string& text) { return parse_listen(text, ZoneForm::plain, http_listen_form); },
            TextForm{.pattern = listen_pattern(), .expected = std::string{http_listen_form}},
            [](const Listen& address) { return to_text(address); }};
}

Reader<std::string> host_name()
{
    return parsed_by<std::string>(parse_host_name, host_name_form, host_name_pattern());
}

Reader<std::string> origin()
{
    return parsed_by<std::string>(parse_origin, origin_form, origin_pattern());
}

Reader<AddressRange> address_range()
{
    return parsed_by<AddressRange>(parse_address_range, address_range_form, address_range_pattern());
}

Reader<std::string> node_name()
{
    auto name = path_segment();
    auto& form = std::get<TextForm>(name.form);
    form.pattern.insert(1, R"((?!([0-9]{1,3}\.){3}[0-9]{1,3}$))");
    name.read = [read = name.read](const std::string& text) -> Result<std::string> {
        if (parse_address(text))
            return complaint("an address cannot be a name: /devices/" + text + " is the node at this address");
        return read(text);
    };
    return name;
}

Reader<CoapUri> node_uri()
{
    return parsed_by<CoapUri>(parse_node_uri, node_uri_form, node_uri_pattern());
}

Reader<std::optional<CoapUri>> lookup_uri()
{
    return parsed_by<std::optional<CoapUri>>(parse_lookup_uri, lookup_uri_form, lookup_uri_pattern());
}

Reader<std::string> token_text()
{
    const std::string form = "a token of 16 to 256 characters: letters, digits and any of -._~+/";
    return {form, [](const std::string& text) { return parse_token(text); },
            TextForm{.pattern = token_pattern(), .expected = form, .may_look_like_number = true}};
}

Reader<std::string> token_file(const std::filesystem::path& folder)
{
    return {"the name of a token file",
            [folder, name = key_file_name()](const std::string& text) -> Result<std::string> {
                if (const auto read = name.read(text); !read) return fail(read);
                const auto file = folder / text;
                std::error_code ignored;
                if (could_be_token(text) && !std::filesystem::exists(std::filesystem::symlink_status(file, ignored))) {
                    return complaint(
                        "this file does not exist: coapnode-gateway --init creates it; a token belongs in token");
                }
                return token_in_file(file);
            },
            file_name_form()};
}

Reader<std::filesystem::path> certificate_file(const std::filesystem::path& folder)
{
    return checked_file(folder, check_certificate_file);
}

Reader<std::filesystem::path> tls_key_file(const std::filesystem::path& folder)
{
    return checked_file(folder, check_tls_key_file);
}

}  // namespace coapnode
