// SPDX-License-Identifier: MIT
#include "server/client_steps.hpp"

#include "server/reply_checks.hpp"
#include "server/request_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace coapnode {

void ClientSteps::run()
{
    constexpr int most_steps = 64;
    for (int steps = 0; steps < most_steps && !input_.is_empty(); ++steps)
        step();
    // Both fall silent: what is under way for them is given up, and nothing else may come of it.
    node_.pass(100s);  // MAX_TRANSMIT_WAIT is 93 s (RFC 7252 section 4.8.2)
    clients_.take_replies();
    if (is_shut_down_) node_.shut_down();
}

void ClientSteps::step()
{
    const auto what = input_.byte();
    auto& client = clients_[what >> 3 & 1];
    switch (what & 7) {
    case 0:
        send_raw(client);
        break;
    case 1:
    case 2:
        send_request(client);
        break;
    case 3:
        answer_last(client, (what & 16) != 0 ? MessageType::rst : MessageType::ack);
        break;
    case 4:
        pass_time();
        break;
    case 5:
        clients_.send(client, clients_[what >> 4 & 1].last_sent);  // a copy, or the same message from somebody else
        break;
    case 6:
        break_something();
        break;
    default:
        send_next_block(client);
    }
}

void ClientSteps::send_raw(FuzzClient& client)
{
    const auto datagram = input_.chunk();
    clients_.send(client, {datagram.begin(), datagram.end()});
}

std::pair<std::uint16_t, Bytes> ClientSteps::take_option()
{
    const auto head = input_.byte();
    const auto value = input_.take(head >> 4);
    return {options[head & 15], {value.begin(), value.end()}};
}

void ClientSteps::send_request(FuzzClient& client)
{
    const auto head = input_.byte();
    Datagram request;
    request.code = static_cast<std::uint8_t>(1 + (head & 7));
    request.type = (head & 8) != 0 ? MessageType::non : MessageType::con;
    request.token = std::string(1, static_cast<char>('a' + (head >> 4 & 3)));
    request.message_id = (head & 64) != 0 ? client.last_id : ++client.last_id;
    for (const auto& segment : segments(paths[input_.index(paths.size())]))
        request = request.with_text(option::uri_path, segment);
    for (auto count = input_.index(5); count > 0; --count)
        request.options.push_back(take_option());
    std::ranges::stable_sort(request.options, {}, [](const auto& one) { return one.first; });
    const auto body = (head & 128) != 0 ? input_.chunk() : ByteView{};
    request.payload = {body.begin(), body.end()};
    clients_.send(client, encoded(request));
}

void ClientSteps::send_next_block(FuzzClient& client)
{
    if (client.received.empty() || client.last_sent.size() < 4) return;
    auto request = strictly_decoded(client.last_sent);
    if (!request || request->code == 0) return;
    request->message_id = ++client.last_id;
    std::erase_if(request->options, [](const auto& one) { return one.first == option::block2; });
    for (const auto& [number, value] : client.received.front().options) {
        if (number != option::block2 || value.empty()) continue;
        auto next = value;
        next.back() = static_cast<std::uint8_t>((next.back() & 7) | (next.back() & 0xf0) + 0x10);
        request->options.emplace_back(number, next);
    }
    std::ranges::stable_sort(request->options, {}, [](const auto& one) { return one.first; });
    clients_.send(client, encoded(*request));
}

void ClientSteps::answer_last(FuzzClient& client, MessageType type)
{
    const auto age = input_.index(4);
    if (age >= client.received.size()) return;
    clients_.send(client, empty_message(type, client.received[age].message_id));
}

void ClientSteps::break_something()
{
    constexpr std::array<std::uint8_t, 2> chips{0x44, 0x76};
    const auto what = input_.byte();
    const auto value = input_.byte();
    switch (what & 7) {
    case 0:
        node_.hardware().line((what & 8) != 0 ? "GPIO17" : "GPIO27").broken = (value & 1) != 0;
        break;
    case 1:
        node_.set_wall_clock(std::chrono::seconds{(static_cast<int>(value) - 128) * 3600});
        break;
    case 2:
        clients_.send_to(value & 3);
        break;
    case 3:
        is_shut_down_ = true;
        break;
    default:
        Injection injection;
        injection.fault = static_cast<Fault>(value % 12);
        injection.temperature = static_cast<double>(value) - 100;
        if ((what & 16) != 0) injection.fault = Fault::none;
        node_.hardware().inject({"/dev/i2c-1", chips[what >> 3 & 1]}, injection);
    }
}

void ClientSteps::pass_time()
{
    const auto how = input_.byte();
    const auto duration = std::chrono::milliseconds{1 + (how >> 4)} * (1 << std::min(how & 15, 14));
    if (passed_ + duration > longest_run) return;
    passed_ += duration;
    node_.pass(duration);
    clients_.take_replies();
}

}  // namespace coapnode
