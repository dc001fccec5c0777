// SPDX-License-Identifier: MIT
#include "coap/message/enclosed_request.hpp"

#include "coap/message/message_head.hpp"
#include "coap/message/option_reader.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace coapnode {

namespace {

constexpr std::uint8_t first_response_code = 32;

/// The method with the largest number. No resource supports it, but libcoap has a handler for it.
constexpr std::uint8_t last_method = COAP_REQUEST_IPATCH;

bool is_request(ByteView message)
{
    return has_whole_head(message) && message[1] > 0 && message[1] < first_response_code;
}

/// RFC 7252 section 4.3: a non-confirmable message may have been sent to a group, so it is not rejected with a Reset.
bool may_be_reset(ByteView message)
{
    return (message[0] >> 4 & 3U) != COAP_MESSAGE_NON;
}

/// No-Response, with a valid length. Content-Format, because libcoap 4.3.4 refuses a FETCH without it.
bool is_for_libcoap(const Option& option, std::uint8_t method)
{
    if (option.number == COAP_OPTION_NORESPONSE) return option.value.size() <= 1;
    return option.number == COAP_OPTION_CONTENT_FORMAT && method == COAP_REQUEST_FETCH && option.value.size() <= 2;
}

/// The part of a request that libcoap sees: its head and some options, the first of each number.
class Shown {
public:
    /// `reader` goes through the options of `message`.
    Shown(ByteView message, OptionReader& reader)
    {
        constexpr std::size_t most_options = 16;  // bytes of them; more would do no harm
        bytes.reserve(message.size() + longer_when_enclosed + most_options);
        const auto head = message.first(head_size(message));
        bytes.assign(head.begin(), head.end());
        while (const auto option = reader.next()) {
            if (is_for_libcoap(*option, message[1])) add(option->number, option->value);
        }
        if (message[1] <= last_method) return;
        bytes[1] = last_method;
        add(own_option::unknown_method, {});
    }

    void add(coap_option_num_t number, ByteView value)
    {
        if (number == last_) return;
        append_option(bytes, number - last_, value);
        last_ = number;
    }

    Bytes bytes;

private:
    coap_option_num_t last_ = 0;
};

Bytes with_payload(Bytes bytes, ByteView payload)
{
    if (payload.empty()) return bytes;
    bytes.push_back(payload_marker);
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    return bytes;
}

}  // namespace

std::optional<Bytes> enclose(ByteView message)
{
    if (!is_request(message)) return std::nullopt;
    const auto behind_token = message.subspan(head_size(message));
    OptionReader reader{behind_token};
    Shown shown{message, reader};
    if (!reader.is_well_formed() && may_be_reset(message)) return std::nullopt;
    return with_payload(std::move(shown.bytes), behind_token);
}

std::optional<Bytes> enclose_without_payload(ByteView message)
{
    if (!is_request(message)) return std::nullopt;
    const auto behind_token = message.subspan(head_size(message));
    OptionReader reader{behind_token};
    Shown shown{message, reader};
    if (!reader.is_well_formed() || reader.rest().empty()) return std::nullopt;
    const auto left_out = reader.rest().size() - 1;
    shown.add(own_option::payload_left_out,
              std::array{static_cast<std::uint8_t>(left_out >> 8), static_cast<std::uint8_t>(left_out)});
    return with_payload(std::move(shown.bytes), behind_token.first(behind_token.size() - reader.rest().size()));
}

}  // namespace coapnode
