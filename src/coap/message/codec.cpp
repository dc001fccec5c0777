// SPDX-License-Identifier: MIT
#include "coap/message/codec.hpp"

#include "coap/message/mend.hpp"
#include "coap/message/option_reader.hpp"
#include "coap/message/option_rules.hpp"

#include <array>

namespace coapnode {

namespace {

std::string text_of(const Option& option)
{
    return std::string{as_text(option.value)};
}

/// RFC 7252 section 3.2, of at most so many bytes, leading zeros among them.
template <class T>
Result<T> uint_of(const Option& option, std::size_t most = sizeof(T))
{
    if (option.value.size() > most) {
        return fail(Errc::bad_option,
                    "option " + std::to_string(option.number) + " has at most " + std::to_string(most) + " bytes");
    }
    std::uint32_t value = 0;
    for (const auto byte : option.value)
        value = value << 8 | byte;
    return static_cast<T>(value);
}

/// RFC 7252 section 5.4.5: of an option that is not repeatable each further occurrence is as an unknown option, so it
/// is refused where it is critical (an odd number) and ignored where it is elective.
bool is_refused_when_repeated(coap_option_num_t number)
{
    const auto* const rule = rule_of(number);
    return is_critical(number) && rule != nullptr && !rule->repeatable;
}

template <class T>
Result<void> keep(std::optional<T>& place, const Result<T>& decoded)
{
    if (!decoded) return fail(decoded);
    place = *decoded;
    return {};
}

Result<void> store(Received& received, const Option& option)
{
    auto& request = received.request;
    switch (option.number) {
    case COAP_OPTION_URI_PATH:
        request.path.push_back(text_of(option));
        break;
    case COAP_OPTION_URI_QUERY:
        request.query.push_back(text_of(option));
        break;
    case COAP_OPTION_ETAG:
        request.etags.emplace_back(option.value.begin(), option.value.end());
        break;
    case COAP_OPTION_IF_MATCH:
        request.if_match.emplace_back(option.value.begin(), option.value.end());
        break;
    case COAP_OPTION_IF_NONE_MATCH:
        request.if_none_match = true;
        break;
    case COAP_OPTION_ACCEPT:
        return keep(request.accept, uint_of<std::uint16_t>(option));
    case COAP_OPTION_BLOCK1:
        return keep(received.block1, decode_block(option.value));
    case COAP_OPTION_BLOCK2:
        return keep(received.block2, decode_block(option.value));
    case COAP_OPTION_OBSERVE:
        // Elective, as below. RFC 7641 section 2 allows three bytes.
        if (const auto value = uint_of<std::uint32_t>(option, 3); value && !received.observe) received.observe = *value;
        break;
    case COAP_OPTION_CONTENT_FORMAT:
        // Elective: what is wrong with it is as if it were not there (RFC 7252 section 5.4.3).
        if (const auto format = uint_of<std::uint16_t>(option); format && !request.content_format)
            request.content_format = *format;
        break;
    case COAP_OPTION_SIZE1:
        if (const auto size = uint_of<std::uint32_t>(option); size && !received.size1) received.size1 = *size;
        break;
    case own_option::refusal:
        return Failure{read_refusal(option.value)};
    case own_option::payload_left_out:
        if (const auto size = uint_of<std::uint16_t>(option)) received.left_out = *size;
        break;
    default:
        break;  // unknown critical ones libcoap has refused; elective ones are ignored
    }
    return {};
}

/// RFC 9175 section 3.3: blocks are of one body when these options are the same, Request-Tags among them. Left out are
/// Block1, Block2 and what is not part of the cache key (NoCacheKey, RFC 7252 section 5.4.6), as Size1.
bool tells_bodies_apart(coap_option_num_t number)
{
    const bool is_part_of_cache_key = (number & 0x1eU) != 0x1c;
    return is_part_of_cache_key && number != COAP_OPTION_BLOCK1 && number != COAP_OPTION_BLOCK2;
}

/// Each option as its number, its length and its value, so that no two lists are the same bytes.
Bytes body_options(const coap_pdu_t& pdu)
{
    Bytes bytes;
    const auto append = [&](std::size_t number) {
        bytes.push_back(static_cast<std::uint8_t>(number >> 8));
        bytes.push_back(static_cast<std::uint8_t>(number));
    };
    coap_opt_iterator_t position;
    coap_option_iterator_init(&pdu, &position, COAP_OPT_ALL);
    while (coap_opt_t* const option = coap_option_next(&position)) {
        if (!tells_bodies_apart(position.number)) continue;
        const ByteView value{coap_opt_value(option), coap_opt_length(option)};
        append(position.number);
        append(value.size());
        bytes.insert(bytes.end(), value.begin(), value.end());
    }
    return bytes;
}

void add_number(coap_pdu_t& pdu, coap_option_num_t number, std::uint32_t value)
{
    std::array<std::uint8_t, sizeof value> bytes{};
    const auto length = coap_encode_var_safe(bytes.data(), bytes.size(), value);
    coap_add_option(&pdu, number, length, bytes.data());
}

/// Options in the order of their numbers: ETag (4), Observe (6), Content-Format (12), Max-Age (14).
void write_head(coap_pdu_t& pdu, const Response& response, std::optional<std::uint32_t> sequence)
{
    coap_pdu_set_code(&pdu, static_cast<coap_pdu_code_t>(response.code));
    if (response.etag) coap_add_option(&pdu, COAP_OPTION_ETAG, response.etag->size(), response.etag->data());
    if (sequence && is_success(response.code)) add_number(pdu, COAP_OPTION_OBSERVE, *sequence);
    if (response.format) add_number(pdu, COAP_OPTION_CONTENT_FORMAT, static_cast<std::uint16_t>(*response.format));
    if (response.max_age) add_number(pdu, COAP_OPTION_MAXAGE, *response.max_age);
}

/// Options in the order of their numbers: Block2 (23), Block1 (27), Size2 (28), Size1 (60).
void write_body(coap_pdu_t& pdu, ByteView body, const Slice& slice, const std::optional<Block>& block1,
                std::optional<std::uint32_t> largest_body)
{
    if (slice.block) add_number(pdu, COAP_OPTION_BLOCK2, encode_block(*slice.block));
    if (block1) add_number(pdu, COAP_OPTION_BLOCK1, encode_block(*block1));
    if (slice.block && slice.block->number == 0) {
        add_number(pdu, COAP_OPTION_SIZE2, static_cast<std::uint32_t>(body.size()));
    }
    if (largest_body) add_number(pdu, COAP_OPTION_SIZE1, *largest_body);
    if (!slice.bytes.empty()) coap_add_data(&pdu, slice.bytes.size(), slice.bytes.data());
}

/// RFC 7959 section 2.3: a reply that is not the last to a body says so; any other ends it. In a 4.13 it asks for
/// smaller blocks (section 2.9.3): of what came as one message where blocks would be taken, never where the whole is
/// too large.
std::optional<Block> block1_of(const Response& response, const Received& received)
{
    auto block = received.block1;
    if (response.code != Code::request_entity_too_large) {
        if (block) block->more = response.code == Code::continue_;
        return block;
    }
    const bool is_small = block && block->exponent <= Block::modest_exponent;
    const bool blocks_help = received.left_out && *received.left_out <= response.largest_body.value_or(0);
    return blocks_help && !is_small ? std::optional{Block{0, false, Block::modest_exponent}} : std::nullopt;
}

}  // namespace

Result<Received> read_request(const coap_pdu_t& pdu)
{
    Received received;
    received.request.method = static_cast<Method>(coap_pdu_get_code(&pdu));
    coap_opt_iterator_t position;
    coap_option_iterator_init(&pdu, &position, COAP_OPT_ALL);
    coap_option_num_t previous = 0;  // no option has this number
    while (coap_opt_t* const option = coap_option_next(&position)) {
        if (position.number == previous && is_refused_when_repeated(previous)) {
            return fail(Errc::bad_option, "option " + std::to_string(previous) + " stands twice");
        }
        previous = position.number;
        const auto stored = store(received, {position.number, {coap_opt_value(option), coap_opt_length(option)}});
        if (!stored) return fail(stored);
    }
    std::size_t length = 0;
    const std::uint8_t* data = nullptr;
    if (coap_get_data(&pdu, &length, &data) != 0) received.request.payload = {data, length};
    if (received.block1) received.body_options = body_options(pdu);
    return received;
}

void write_response(coap_pdu_t& pdu, const Response& response, const Received& received, unsigned largest_exponent,
                    std::optional<std::uint32_t> sequence)
{
    const auto body = response.payload ? ByteView{*response.payload} : ByteView{};
    // An error's diagnostic text goes whole, whatever block was asked for.
    const bool has_blocks = is_success(response.code) && response.payload != nullptr;
    const auto slice = slice_body(body, has_blocks ? received.block2 : std::nullopt,
                                  has_blocks ? largest_exponent : Block::largest_exponent);
    if (!slice) return write_response(pdu, Response::problem(slice.error()), {}, largest_exponent);
    write_head(pdu, response, sequence);
    write_body(pdu, body, *slice, block1_of(response, received), response.largest_body);
}

}  // namespace coapnode
