// SPDX-License-Identifier: MIT
#include "show/verbose.hpp"

#include "coapnode/core/hex.hpp"
#include "coapnode/rest/registries.hpp"
#include "show/visible.hpp"

#include <string_view>

namespace coapnode {

namespace {

class Lines {
public:
    explicit Lines(std::string_view first) : out_{std::string{first} + '\n'} {}

    void option(std::string_view name, std::string_view value)
    {
        out_ += "  " + std::string{name} + ": " + visible_line(value) + '\n';
    }
    void texts(std::string_view name, const std::vector<std::string>& values)
    {
        for (const auto& value : values)
            option(name, value);
    }
    void opaque(std::string_view name, const Bytes& bytes)
    {
        option(name, bytes.empty() ? "(empty)" : "0x" + to_hex(bytes));
    }
    void format(std::string_view name, std::optional<std::uint16_t> number)
    {
        if (!number) return;
        const auto digits = std::to_string(*number);
        const auto format = name_of_content_format(*number);
        option(name, format == digits ? digits : format + " (" + digits + ')');
    }
    void payload(const Bytes& bytes)
    {
        if (!bytes.empty()) option("payload", std::to_string(bytes.size()) + (bytes.size() == 1 ? " byte" : " bytes"));
    }
    std::string text() && { return std::move(out_); }

private:
    std::string out_;
};

}  // namespace

std::string verbose_head(const IncomingResponse& response, std::optional<std::uint32_t> observe)
{
    Lines lines{code_with_name(response.code)};
    if (response.etag) lines.opaque("ETag", *response.etag);
    if (observe) lines.option("Observe", std::to_string(*observe));
    lines.texts("Location-Path", response.location_path);
    lines.format("Content-Format", response.content_format);
    if (response.max_age) lines.option("Max-Age", std::to_string(*response.max_age));
    lines.texts("Location-Query", response.location_query);
    lines.payload(response.payload);
    return std::move(lines).text();
}

std::string verbose_head(const OutgoingRequest& request)
{
    Lines lines{name_of(request.method)};
    for (const auto& etag : request.if_match)
        lines.opaque("If-Match", etag);
    if (!request.host.empty()) lines.option("Uri-Host", request.host);
    for (const auto& etag : request.etags)
        lines.opaque("ETag", etag);
    if (request.if_none_match) lines.option("If-None-Match", "yes");
    lines.texts("Uri-Path", request.path);
    lines.format("Content-Format", request.content_format);
    lines.texts("Uri-Query", request.query);
    lines.format("Accept", request.accept);
    lines.payload(request.payload);
    return std::move(lines).text();
}

}  // namespace coapnode
