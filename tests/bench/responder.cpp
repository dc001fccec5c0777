// SPDX-License-Identifier: MIT
// The floor of tests/bench/run: answers each CoAP request at a port of 127.0.0.1 by the same 2.05, as cheaply as the
// kernel allows, several with one system call. It reads no option.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace {

constexpr unsigned most_at_once = 32;
constexpr std::size_t largest = 1152;
constexpr std::size_t header_size = 4;
constexpr std::string_view content =  // Content-Format 50, Max-Age 5, and a reading
    "\xc1\x32\x21\x05\xff{\"value\":22.51,\"unit\":\"celsius\",\"timestamp\":\"2026-11-22T09:31:07.123Z\"}";

struct Slot {
    std::array<std::uint8_t, largest> bytes{};
    sockaddr_in peer{};
    iovec part{};
};

/// How long the reply is.
std::size_t answer(std::array<std::uint8_t, largest>& message)
{
    const std::size_t token = std::min<std::size_t>(message[0] & 0xf, 8);
    message[0] = static_cast<std::uint8_t>(0x60 | token);
    message[1] = 0x45;
    std::memcpy(message.data() + header_size + token, content.data(), content.size());
    return header_size + token + content.size();
}

void serve(int socket)
{
    static std::array<Slot, most_at_once> slots;
    std::array<mmsghdr, most_at_once> messages{};
    for (;;) {
        for (unsigned i = 0; i < most_at_once; ++i) {
            auto& slot = slots[i];
            slot.part = {slot.bytes.data(), slot.bytes.size()};
            messages[i].msg_hdr = {&slot.peer, sizeof slot.peer, &slot.part, 1, nullptr, 0, 0};
        }
        const int count = ::recvmmsg(socket, messages.data(), most_at_once, MSG_WAITFORONE, nullptr);
        if (count < 0) return;
        for (int i = 0; i < count; ++i)
            slots[static_cast<unsigned>(i)].part.iov_len = answer(slots[static_cast<unsigned>(i)].bytes);
        ::sendmmsg(socket, messages.data(), static_cast<unsigned>(count), 0);
    }
}

}  // namespace

int main(int count, char** words)
{
    if (count != 2) return 2;
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_port = htons(static_cast<std::uint16_t>(std::atoi(words[1])));
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (socket < 0 || ::bind(socket, reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0) {
        std::perror("bench_responder");
        return 1;
    }
    serve(socket);
    return 1;
}
