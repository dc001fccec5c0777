// SPDX-License-Identifier: MIT
#include "coap/wire/socket_filter.hpp"

#include <linux/filter.h>
#include <sys/socket.h>

#include <cstdint>
#include <span>
#include <vector>

namespace coapnode {

namespace {

/// Offset of the message for a filter of a UDP socket: after the UDP header. A load beyond the end drops the datagram.
constexpr std::uint32_t message_at = 8;
constexpr std::uint32_t whole = UINT32_MAX;

enum class Rule : std::uint8_t { is, is_not, at_most };

/// The required bits of one byte of a message. Datagrams with other bits are dropped.
struct Row {
    std::uint32_t at;
    std::uint32_t bits;
    Rule rule;
    std::uint32_t value;
};

constexpr std::uint32_t version = 0xc0;
constexpr std::uint32_t version_and_type = 0xf0;
constexpr std::uint32_t token_length = 0x0f;
constexpr std::uint32_t code_class = 0xe0;
constexpr std::uint32_t all_bits = 0xff;

constexpr Row to_plain_coap[] = {
    {0, version, Rule::is, 0x40},
    {1, code_class, Rule::is_not, 0xe0},
};
constexpr Row to_dtls[] = {
    {0, 0xfc, Rule::is, 0x14},      // ChangeCipherSpec, Alert, Handshake, ApplicationData: 20 to 23
    {1, all_bits, Rule::is, 0xfe},  // any version of DTLS
};
constexpr Row to_group[] = {
    {0, version_and_type, Rule::is, 0x50}, {0, token_length, Rule::at_most, 8}, {1, all_bits, Rule::is, 1},  // GET
};

/// In a DTLS record.
constexpr std::uint32_t record_epoch_at = 3;
constexpr std::uint32_t record_length_at = 11;
constexpr std::uint32_t record_header = 13;

/// A classic BPF program (Documentation/networking/filter.rst of Linux): loads, and tests that drop the datagram when
/// they fail.
class Program {
public:
    explicit Program(std::span<const Row> rows)
    {
        for (const auto& row : rows) {
            add(BPF_LD | BPF_B | BPF_ABS, message_at + row.at);
            add(BPF_ALU | BPF_AND | BPF_K, row.bits);
            test(row.rule, row.value);
        }
    }

    void must_come_from(const std::set<unsigned>& interfaces)
    {
        add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(SKF_AD_OFF + SKF_AD_IFINDEX));
        for (const auto index : interfaces) {
            add(BPF_JMP | BPF_JEQ | BPF_K, index, 0, 1);
            pass();
        }
        drop();
    }

    /// Accepts one whole record when it is encrypted, else at most this many.
    void must_be_whole_records(unsigned most)
    {
        constexpr std::uint8_t past_encrypted = 12;  // instructions: those of pass_if_last(), and two
        add(BPF_LD | BPF_H | BPF_ABS, message_at + record_epoch_at);
        add(BPF_JMP | BPF_JEQ | BPF_K, 0, past_encrypted, 0);
        add(BPF_LDX | BPF_W | BPF_IMM, 0);
        pass_if_last();
        drop();
        add(BPF_LDX | BPF_W | BPF_IMM, 0);
        for (unsigned record = 0; record < most; ++record)
            pass_if_last();
        drop();
    }

    void pass() { add(BPF_RET | BPF_K, whole); }

    /// Replaces the socket's filter. If the kernel refuses it, the socket stays unchanged.
    void attach_to(int socket)
    {
        const sock_fprog program{static_cast<unsigned short>(code_.size()), code_.data()};
        static_cast<void>(::setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
    }

private:
    /// Moves the index register to the end of its record. At the end of the datagram, the datagram passes; beyond the
    /// end, it is dropped; otherwise more records follow.
    void pass_if_last()
    {
        add(BPF_LD | BPF_H | BPF_IND, message_at + record_length_at);
        add(BPF_ALU | BPF_ADD | BPF_K, record_header);
        add(BPF_ALU | BPF_ADD | BPF_X, 0);
        add(BPF_MISC | BPF_TAX, 0);
        add(BPF_LD | BPF_W | BPF_LEN, 0);
        add(BPF_ALU | BPF_SUB | BPF_K, message_at);
        add(BPF_JMP | BPF_JEQ | BPF_X, 0, 0, 1);
        pass();
        add(BPF_JMP | BPF_JGT | BPF_X, 0, 1, 0);
        drop();
    }

    void drop() { add(BPF_RET | BPF_K, 0); }

    /// One of the jumps skips the instruction that drops.
    void test(Rule rule, std::uint32_t value)
    {
        switch (rule) {
        case Rule::is:
            add(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0);
            break;
        case Rule::is_not:
            add(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
            break;
        case Rule::at_most:
            add(BPF_JMP | BPF_JGT | BPF_K, value, 0, 1);
            break;
        }
        drop();
    }
    void add(std::uint16_t code, std::uint32_t value, std::uint8_t if_true = 0, std::uint8_t if_false = 0)
    {
        code_.push_back({code, if_true, if_false, value});
    }

    std::vector<sock_filter> code_;
};

}  // namespace

void pass_coap(int socket)
{
    Program program{to_plain_coap};
    program.pass();
    program.attach_to(socket);
}

void pass_dtls(int socket)
{
    Program program{to_dtls};
    program.must_be_whole_records(most_records_per_datagram);
    program.attach_to(socket);
}

void pass_requests_to_group(int socket, const std::set<unsigned>& interfaces)
{
    Program program{to_group};
    program.must_come_from(interfaces);
    program.attach_to(socket);
}

}  // namespace coapnode
