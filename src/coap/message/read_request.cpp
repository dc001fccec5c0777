// SPDX-License-Identifier: MIT
#include "coap/message/codec.hpp"

#include "coap/message/enclosed_request.hpp"
#include "coap/message/option_rules.hpp"
#include "coap/message/options.hpp"

namespace coapnode {

namespace {

/// Whether an option is used (RFC 7252 sections 5.4.1, 5.4.3 and 5.4.5). A critical option that is unknown, repeated or
/// of a wrong length refuses the request; such an elective option is ignored.
Result<bool> counts(const Option& option, coap_option_num_t previous)
{
    const auto* const rule = rule_of(option.number);
    const char* wrong = nullptr;
    if (rule == nullptr) {
        wrong = "is not understood";
    } else if (option.number == previous && !rule->repeatable) {
        wrong = "appears twice";
    } else if (option.value.size() < rule->least || option.value.size() > rule->most) {
        wrong = "has an invalid length";
    }
    if (wrong == nullptr) return true;
    if (!is_critical(option.number)) return false;
    return fail(Errc::bad_option, "option " + std::to_string(option.number) + ' ' + wrong);
}

Result<void> keep(std::optional<Block>& place, const Result<Block>& decoded)
{
    if (!decoded) return fail(decoded);
    place = *decoded;
    return {};
}

/// RFC 7252 section 3.2. The caller has checked the length.
std::uint32_t number_in(ByteView value)
{
    return coap_decode_var_bytes(value.data(), value.size());
}

Result<void> store(Received& received, const Option& option)
{
    auto& request = received.request;
    switch (option.number) {
    case COAP_OPTION_URI_PATH:
        request.path.emplace_back(as_text(option.value));
        break;
    case COAP_OPTION_URI_QUERY:
        if (!option.value.empty())
            request.query.emplace_back(as_text(option.value));  // an empty query item has no meaning here
        break;
    case COAP_OPTION_ETAG:
        request.etags.push_back(bytes_of(option));
        break;
    case COAP_OPTION_IF_MATCH:
        request.if_match.push_back(bytes_of(option));
        break;
    case COAP_OPTION_IF_NONE_MATCH:
        request.if_none_match = true;
        break;
    case COAP_OPTION_ACCEPT:
        request.accept = static_cast<std::uint16_t>(number_in(option.value));
        break;
    case COAP_OPTION_CONTENT_FORMAT:
        request.content_format = static_cast<std::uint16_t>(number_in(option.value));
        break;
    case COAP_OPTION_OBSERVE:
        received.observe = number_in(option.value);
        break;
    case COAP_OPTION_SIZE1:
        received.size1 = number_in(option.value);
        break;
    case COAP_OPTION_BLOCK1:
        return keep(received.block1, decode_block(option.value));
    case COAP_OPTION_BLOCK2:
        return keep(received.block2, decode_block(option.value));
    case COAP_OPTION_PROXY_URI:
    case COAP_OPTION_PROXY_SCHEME:
        return fail(Errc::proxying_not_supported, "this node is not a proxy");
    case COAP_OPTION_HOP_LIMIT:  // RFC 8768 section 3; the remaining hops concern proxies only
        if (option.value[0] == 0) return fail(Errc::bad_body, "Hop-Limit must be 1 to 255");
        break;
    default:
        break;  // elective, and without meaning here
    }
    return {};
}

/// RFC 9175 section 3.3: blocks belong to one body when these options are the same, including Request-Tag. Not compared
/// are Block1, Block2 and the options outside the cache key (NoCacheKey, RFC 7252 section 5.4.6), such as Size1.
bool tells_bodies_apart(coap_option_num_t number)
{
    const bool is_part_of_cache_key = (number & 0x1eU) != 0x1c;
    return is_part_of_cache_key && number != COAP_OPTION_BLOCK1 && number != COAP_OPTION_BLOCK2;
}

/// Writes number, length and value of each option, so that different lists give different bytes.
Bytes body_options(OptionReader options)
{
    Bytes bytes;
    const auto append = [&](std::size_t number) {
        bytes.push_back(static_cast<std::uint8_t>(number >> 8));
        bytes.push_back(static_cast<std::uint8_t>(number));
    };
    while (const auto option = options.next()) {
        if (!tells_bodies_apart(option->number)) continue;
        append(option->number);
        append(option->value.size());
        bytes.insert(bytes.end(), option->value.begin(), option->value.end());
    }
    return bytes;
}

/// Reads the options beside the enclosed ones; `shown` is then at their end.
Result<void> read_shown(Received& received, OptionReader& shown)
{
    while (const auto option = shown.next()) {
        if (option->number == own_option::payload_left_out) received.left_out = number_in(option->value);
        if (option->number == own_option::unknown_method)
            return fail(Errc::method_not_allowed, "no resource supports this method");
    }
    return {};
}

/// Reports the first mistake, but a malformed message takes precedence.
Result<void> read_options(Received& received, OptionReader& reader)
{
    Result<void> taken;
    coap_option_num_t previous = 0;  // no option has this number
    while (const auto option = reader.next()) {
        const auto counting = counts(*option, previous);
        previous = option->number;
        if (!taken) continue;
        if (!counting) {
            taken = fail(counting);
        } else if (*counting) {
            taken = store(received, *option);
        }
    }
    return reader.is_well_formed() ? taken : fail(Errc::bad_option, "the options are malformed");
}

Result<void> read(Received& received, const coap_pdu_t& enclosed)
{
    received.request.method = static_cast<Method>(coap_pdu_get_code(&enclosed));
    auto shown = options_in(enclosed);
    if (auto done = read_shown(received, shown); !done) return done;
    const OptionReader options{shown.payload()};
    auto reader = options;
    if (auto done = read_options(received, reader); !done) return done;
    received.request.payload = reader.payload();
    if (received.block1) received.body_options = body_options(options);
    return {};
}

}  // namespace

Result<Received> read_request(const coap_pdu_t& enclosed)
{
    Result<Received> received;
    if (auto done = read(*received, enclosed); !done) received = fail(done);
    return received;
}

}  // namespace coapnode
