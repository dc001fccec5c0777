// SPDX-License-Identifier: MIT
#include "coap/socket_filter.hpp"

#include "coap/watched.hpp"

#include <linux/filter.h>
#include <sys/socket.h>

#include <cstdint>
#include <vector>

namespace coapnode {

namespace {

/// Where a filter of a UDP socket sees the message: behind the UDP header. A load from past its end drops the datagram.
constexpr std::uint32_t message_at = 8;

constexpr std::uint32_t version_bits = 0xc0;
constexpr std::uint32_t version_1 = 0x40;
constexpr std::uint32_t version_and_type_bits = 0xf0;
constexpr std::uint32_t version_1_non = 0x50;
constexpr std::uint32_t token_length_bits = 0x0f;
constexpr std::uint32_t longest_token = 8;
constexpr std::uint32_t get = 1;
constexpr std::uint32_t whole = UINT32_MAX;

/// A classic BPF program (Documentation/networking/filter.rst of Linux): loads, and tests that drop where they fail.
class Program {
public:
    void load_byte(std::uint32_t at) { add(BPF_LD | BPF_B | BPF_ABS, message_at + at); }
    void load_interface() { add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(SKF_AD_OFF + SKF_AD_IFINDEX)); }
    void keep_bits(std::uint32_t bits) { add(BPF_ALU | BPF_AND | BPF_K, bits); }
    void must_be(std::uint32_t value) { test(BPF_JEQ, value, 1, 0); }
    void must_not_exceed(std::uint32_t value) { test(BPF_JGT, value, 0, 1); }
    void must_be_one_of(const std::set<unsigned>& values)
    {
        for (const auto value : values) {
            add(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
            pass();
        }
        drop();
    }
    void pass() { add(BPF_RET | BPF_K, whole); }

    /// Instead of the one before. What the kernel refuses leaves the socket as it was.
    void attach_to(int socket)
    {
        const sock_fprog program{static_cast<unsigned short>(code_.size()), code_.data()};
        static_cast<void>(::setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
    }

private:
    void drop() { add(BPF_RET | BPF_K, 0); }

    /// One of the jumps leads past the instruction that drops.
    void test(std::uint16_t comparison, std::uint32_t value, std::uint8_t if_true, std::uint8_t if_false)
    {
        add(static_cast<std::uint16_t>(BPF_JMP | comparison | BPF_K), value, if_true, if_false);
        drop();
    }
    void add(std::uint16_t code, std::uint32_t value, std::uint8_t if_true = 0, std::uint8_t if_false = 0)
    {
        code_.push_back({code, if_true, if_false, value});
    }

    std::vector<sock_filter> code_;
};

}  // namespace

void pass_coap(int epoll_fd)
{
    Program program;
    program.load_byte(0);
    program.keep_bits(version_bits);
    program.must_be(version_1);
    program.pass();
    for (const auto& [data, fd] : watched_by(epoll_fd))
        program.attach_to(fd);  // libcoap's timer, which is among them, takes no filter
}

void pass_requests_to_group(int socket, const std::set<unsigned>& interfaces)
{
    Program program;
    program.load_byte(0);
    program.keep_bits(version_and_type_bits);
    program.must_be(version_1_non);
    program.load_byte(0);
    program.keep_bits(token_length_bits);
    program.must_not_exceed(longest_token);
    program.load_byte(1);
    program.must_be(get);
    program.load_interface();
    program.must_be_one_of(interfaces);
    program.attach_to(socket);
}

}  // namespace coapnode
