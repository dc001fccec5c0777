// SPDX-License-Identifier: MIT
/// Small bodies that clients send, as JSON, CBOR and text; and the CBOR reader beside that of nlohmann, which is to see
/// the same where it sees anything.
#include "coapnode/rest/cbor_reader.hpp"
#include "fuzz_input.hpp"
#include "resources/led_body.hpp"
#include "resources/small_body.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace coapnode {

namespace {

constexpr std::array<std::optional<std::uint16_t>, 5> formats{std::nullopt, 0, 50, 60, 112};

Request request_of(ByteView body, std::optional<std::uint16_t> format)
{
    Request request;
    request.method = Method::put;
    request.content_format = format;
    request.payload = body;
    return request;
}

/// What a GET shows of a pattern asks for the same one.
void check_pattern(const Request& request)
{
    const auto pattern = parse_led_pattern(request);
    if (!pattern) return;
    const auto shown = pattern_document(*pattern).dump();
    const auto again = parse_led_pattern(request_of(as_bytes(shown), std::uint16_t{50}));
    REQUIRE(again.has_value());
    CHECK(*again == *pattern);
}

void check_temperature(const Request& request)
{
    const auto target = read_temperature(request, {"target", "value"});
    if (!target) return;
    constexpr std::int32_t largest = 1'000'000'000;  // small_body.cpp; a thermostat's own range is narrower
    CHECK(*target >= -largest);
    CHECK(*target <= largest);
}

bool has_binary(const nlohmann::json& document)
{
    if (document.is_binary()) return true;
    return document.is_structured() && std::ranges::any_of(document, has_binary);
}

nlohmann::json read_by_nlohmann(ByteView bytes)
{
    try {
        return nlohmann::json::from_cbor(bytes.begin(), bytes.end(), true, false,
                                         nlohmann::json::cbor_tag_handler_t::error);
    } catch (const nlohmann::json::exception&) {
        return nlohmann::json(nlohmann::json::value_t::discarded);  // lengths that no memory has
    }
}

/// Integers below -2^63 come out of nlohmann's reader as others.
bool is_wrapped(const nlohmann::json& ours, const nlohmann::json& theirs)
{
    constexpr double least_integer = -0x1p63;
    return ours.is_number_float() && ours.get<double>() <= least_integer && theirs.is_number_integer();
}

std::string text_of(const nlohmann::json& document)
{
    return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool is_same(const nlohmann::json& ours, const nlohmann::json& theirs)
{
    if (ours.is_object() && theirs.is_object()) {
        return ours.size() == theirs.size() && std::ranges::all_of(ours.items(), [&](const auto& member) {
                   return theirs.contains(member.key()) && is_same(member.value(), theirs.at(member.key()));
               });
    }
    if (ours.is_array() && theirs.is_array())
        return ours.size() == theirs.size() && std::equal(ours.begin(), ours.end(), theirs.begin(), is_same);
    return is_wrapped(ours, theirs) || text_of(ours) == text_of(theirs);
}

void check_cbor(ByteView bytes)
{
    const auto ours = read_cbor(bytes);
    if (ours.fault) CHECK(ours.document.is_null());
    const auto theirs = read_by_nlohmann(bytes);
    if (ours.fault || theirs.is_discarded() || has_binary(theirs)) return;
    CHECK(is_same(ours.document, theirs));
}

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    FuzzInput input{{data, size}};
    const auto format = formats[input.index(formats.size())];
    const auto body = input.rest();
    check_cbor(body);
    if (body.size() > largest_small_body) return 0;
    check_pattern(request_of(body, format));
    check_temperature(request_of(body, format));
    return 0;
}
