// SPDX-License-Identifier: MIT
/// The input as steps: what the clients send, how the time passes, what breaks. Each begins with a byte: its three
/// lowest bits say what, the next which client.
#pragma once

#include "fuzz_input.hpp"
#include "server/fuzz_clients.hpp"
#include "server/fuzz_node.hpp"

#include <utility>

namespace coapnode {

class ClientSteps {
public:
    ClientSteps(FuzzNode& node, FuzzInput input) : node_{node}, input_{input}, clients_{node} {}

    /// Until the input ends.
    void run();

private:
    void step();
    void send_raw(FuzzClient& client);
    /// A head (method, type, token), the path, options, and a body: well-formed, whatever the bytes.
    void send_request(FuzzClient& client);
    /// Asks for the block behind that of the last reply.
    void send_next_block(FuzzClient& client);
    void answer_last(FuzzClient& client, MessageType type);
    void break_something();
    /// From a millisecond to some four minutes, of which the whole run has few.
    void pass_time();
    std::pair<std::uint16_t, Bytes> take_option();

    /// A run that passes more time than this costs more than it finds.
    static constexpr Duration longest_run = 20min;

    FuzzNode& node_;
    FuzzInput input_;
    FuzzClients clients_;
    Duration passed_{};
    bool is_shut_down_ = false;  ///< at the end
};

}  // namespace coapnode
