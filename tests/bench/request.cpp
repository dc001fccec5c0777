// SPDX-License-Identifier: MIT
#include "request.hpp"

#include <stdexcept>

namespace bench {

namespace {

constexpr unsigned observe_option = 6;
constexpr unsigned uri_path = 11;
constexpr unsigned content_format = 12;
constexpr unsigned uri_query = 15;

constexpr std::uint8_t confirmable_head = 0x42;  // version 1, a token of two bytes
constexpr std::uint8_t acknowledgement_head = 0x60;
constexpr unsigned type_mask = 0x30;
constexpr unsigned success = 2;

/// Differences and lengths below 13 alone, but for a length up to 268 (RFC 7252 section 3.1).
void append_option(Message& message, unsigned delta, std::string_view value)
{
    const auto length = value.size() < 13 ? value.size() : 13;
    message.push_back(static_cast<std::uint8_t>(delta << 4 | length));
    if (length == 13) message.push_back(static_cast<std::uint8_t>(value.size() - 13));
    message.insert(message.end(), value.begin(), value.end());
}

class Options {
public:
    explicit Options(Message& message) : message_{message} {}
    void add(unsigned number, std::string_view value)
    {
        append_option(message_, number - last_, value);
        last_ = number;
    }

private:
    Message& message_;
    unsigned last_ = 0;
};

}  // namespace

Message encode(const Request& request, std::uint16_t message_id)
{
    const auto high = static_cast<std::uint8_t>(message_id >> 8);
    const auto low = static_cast<std::uint8_t>(message_id);
    Message message{confirmable_head, static_cast<std::uint8_t>(request.method), high, low, high, low};
    Options options{message};
    if (request.observe) options.add(observe_option, {});
    options.add(uri_path, request.path);
    if (!request.payload.empty()) options.add(content_format, {});
    for (auto rest = request.query; !rest.empty();) {
        const auto query = rest.substr(0, rest.find('&'));
        options.add(uri_query, query);
        rest.remove_prefix(query.size() < rest.size() ? query.size() + 1 : rest.size());
    }
    if (request.payload.empty()) return message;
    message.push_back(0xff);
    message.insert(message.end(), request.payload.begin(), request.payload.end());
    return message;
}

Message acknowledgement_of(const Message& message)
{
    return {acknowledgement_head, 0, message.at(2), message.at(3)};
}

bool is_confirmable(const Message& message)
{
    return (message.at(0) & type_mask) == 0;
}

void check_reply(const Message& message, std::uint16_t message_id)
{
    const bool is_reply = message.size() > 4 && (message[0] & type_mask) == (acknowledgement_head & type_mask);
    if (!is_reply || message[2] << 8 != (message_id & 0xff00) || message[3] != (message_id & 0xff))
        throw std::runtime_error{"this is no reply to the request"};
    if (message[1] >> 5 != success)
        throw std::runtime_error{"the reply is no success: " + std::to_string(message[1] >> 5) + '.' +
                                 std::to_string(message[1] & 0x1f)};
}

}  // namespace bench
