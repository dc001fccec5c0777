// SPDX-License-Identifier: MIT
#include "resources/led_body.hpp"

#include "coapnode/config/duration.hpp"
#include "coapnode/core/ascii.hpp"
#include "coapnode/core/number.hpp"
#include "resources/small_body.hpp"

#include <algorithm>
#include <string>

namespace coapnode {

namespace {

using Json = nlohmann::json;

constexpr BodyWords led_words{
    "an LED", R"(send {"state":"on"}, {"state":"off"} or {"state":"blink"}, or the text on, off or blink)"};
constexpr BodyWords pattern_words{
    "an LED",
    R"(send {"state":"on"}, {"state":"on","for":"30s"} or {"state":"blink","period":"1s","duty":0.5,"count":10})"};

Result<LedPattern> pattern_named(const std::string& word)
{
    const auto name = in_lower_case(word);
    if (name == "on" || name == "off") return Steady{name == "on"};
    if (name == "blink") return Blink{};
    return bad_body("unknown state", led_words);
}

/// `into` stays as it is where the object has no such member.
Result<void> read_duration(const Json& object, const char* name, Duration least, Duration most, Duration& into)
{
    const auto found = object.find(name);
    if (found == object.end()) return {};
    const auto* const text = found->get_ptr<const std::string*>();
    const auto duration = text != nullptr ? duration_in(*text) : std::nullopt;
    if (!duration || *duration < least || *duration > most) {
        return bad_body('"' + std::string{name} + "\" must be a duration from " + to_text(least) + " to " +
                            to_text(most) + " such as \"30s\"",
                        pattern_words);
    }
    into = *duration;
    return {};
}

Result<void> read_duty(const Json& object, double& duty)
{
    const auto found = object.find("duty");
    if (found == object.end()) return {};
    const auto number = found->is_number() ? found->get<double>() : 0.0;
    // Written so that a CBOR NaN is refused, too.
    if (!(number >= Blink::least_duty && number <= Blink::most_duty)) {
        return bad_body("\"duty\" must be a number from 0.01 to 0.99", pattern_words);
    }
    duty = number;
    return {};
}

Result<void> read_count(const Json& object, std::optional<unsigned>& count)
{
    const auto found = object.find("count");
    if (found == object.end()) return {};
    const auto number = whole_number(found->is_number() ? found->get<double>() : 0.0, 1, Blink::most_count);
    if (!number) {
        return bad_body("\"count\" must be a whole number from 1 to " + std::to_string(Blink::most_count),
                        pattern_words);
    }
    count = static_cast<unsigned>(*number);
    return {};
}

Result<LedPattern> read_steady(const Json& object, Steady steady)
{
    const auto known = reject_others(object, {"state", "for"}, pattern_words);
    if (!known) return fail(known);
    Duration lasting{};
    const auto read = read_duration(object, "for", Steady::least_lasting, Steady::most_lasting, lasting);
    if (!read) return fail(read);
    if (object.contains("for")) steady.lasting = lasting;
    return steady;
}

Result<LedPattern> read_blink(const Json& object, Blink blink)
{
    const auto known = reject_others(object, {"state", "period", "duty", "count"}, pattern_words);
    if (!known) return fail(known);
    auto read = read_duration(object, "period", Blink::least_period, Blink::most_period, blink.period);
    if (read) read = read_duty(object, blink.duty);
    if (read) read = read_count(object, blink.count);
    if (!read) return fail(read);
    return blink;
}

Result<LedPattern> pattern_in(const Json& object)
{
    const auto state = object.find("state");
    if (state == object.end()) return bad_body("no \"state\"", led_words);
    if (!state->is_string()) return bad_body("\"state\" is not a string", led_words);
    const auto named = pattern_named(state->get_ref<const std::string&>());
    if (!named) return fail(named);
    const auto* const steady = std::get_if<Steady>(&*named);
    return steady != nullptr ? read_steady(object, *steady) : read_blink(object, std::get<Blink>(*named));
}

}  // namespace

Result<LedPattern> parse_led_pattern(const Request& request)
{
    const auto body = read_small_body(request, led_words);
    if (!body) return fail(body);
    const auto* const text = std::get_if<std::string>(&*body);
    return text != nullptr ? pattern_named(*text) : pattern_in(std::get<Json>(*body));
}

std::string_view state_name(const LedPattern& pattern)
{
    const auto* const steady = std::get_if<Steady>(&pattern);
    if (steady == nullptr) return "blink";
    return steady->on ? "on" : "off";
}

nlohmann::ordered_json pattern_document(const LedPattern& pattern)
{
    nlohmann::ordered_json document{{"state", state_name(pattern)}};
    if (const auto* const steady = std::get_if<Steady>(&pattern)) {
        if (steady->lasting) document["for"] = to_text(*steady->lasting);
        return document;
    }
    const auto& blink = std::get<Blink>(pattern);
    document["period"] = to_text(blink.period);
    document["duty"] = blink.duty;
    if (blink.count) document["count"] = *blink.count;
    return document;
}

SenmlRecord led_record(const std::string& name, const LedPattern& pattern)
{
    return {"leds/" + name, "", begins_on(pattern), std::nullopt};
}

}  // namespace coapnode
