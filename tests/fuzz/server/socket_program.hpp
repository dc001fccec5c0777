// SPDX-License-Identifier: MIT
/// The filter that a socket was given (classic BPF), run as the kernel would: what it drops never reaches libcoap.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <linux/filter.h>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace coapnode {

class SocketProgram {
public:
    SocketProgram() = default;
    explicit SocketProgram(std::vector<sock_filter> code) : code_{std::move(code)} {}

    /// `datagram` begins with its UDP header, of which nothing is looked at.
    [[nodiscard]] bool passes(ByteView datagram) const
    {
        State state{datagram};
        for (std::size_t at = 0; at < code_.size(); ++at) {
            const auto& step = code_[at];
            if (BPF_CLASS(step.code) == BPF_RET) return step.k != 0;
            if (BPF_CLASS(step.code) == BPF_JMP) {
                at += state.jumps(step) ? step.jt : step.jf;
            } else if (!state.run(step)) {
                return false;  // a load from past the end
            }
        }
        return code_.empty();
    }

private:
    struct State {
        ByteView bytes;
        std::uint32_t accumulator = 0;
        std::uint32_t index = 0;

        bool run(const sock_filter& step)
        {
            switch (BPF_CLASS(step.code)) {
            case BPF_LD:
                return load(step);
            case BPF_LDX:
                index = step.k;
                return true;
            case BPF_MISC:
                index = accumulator;
                return true;
            default:
                compute(step);
                return true;
            }
        }

        bool load(const sock_filter& step)
        {
            if (BPF_MODE(step.code) == BPF_LEN) return keep(static_cast<std::uint32_t>(bytes.size()));
            // The interface, which is behind the bytes of every datagram (SKF_AD_OFF): the loopback's.
            if (BPF_MODE(step.code) == BPF_ABS && step.k > UINT32_MAX / 2) return keep(1);
            const auto from = std::size_t{step.k} + (BPF_MODE(step.code) == BPF_IND ? index : 0);
            const std::size_t size = BPF_SIZE(step.code) == BPF_W ? 4 : BPF_SIZE(step.code) == BPF_H ? 2 : 1;
            if (from + size > bytes.size()) return false;
            accumulator = 0;
            for (const auto byte : bytes.subspan(from, size))
                accumulator = accumulator << 8 | byte;
            return true;
        }

        bool keep(std::uint32_t value)
        {
            accumulator = value;
            return true;
        }

        [[nodiscard]] std::uint32_t operand(const sock_filter& step) const
        {
            return BPF_SRC(step.code) == BPF_X ? index : step.k;
        }

        void compute(const sock_filter& step)
        {
            const auto with = operand(step);
            const auto kind = BPF_OP(step.code);
            accumulator = kind == BPF_ADD   ? accumulator + with
                          : kind == BPF_SUB ? accumulator - with
                                            : accumulator & with;
        }

        [[nodiscard]] bool jumps(const sock_filter& step) const
        {
            return BPF_OP(step.code) == BPF_JGT ? accumulator > operand(step) : accumulator == operand(step);
        }
    };

    std::vector<sock_filter> code_;
};

}  // namespace coapnode
