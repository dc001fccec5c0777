// SPDX-License-Identifier: MIT
/// An output line that a test watches, and breaks.
#pragma once

#include "coapnode/hal/output_line.hpp"

#include <memory>
#include <utility>

namespace coapnode {

/// What a test sees of the line; outlives it.
struct LineState {
    bool high = false;
    int drives = 0;
    bool broken = false;
};

class FakeLine final : public OutputLine {
public:
    explicit FakeLine(LineState& state) : state_{state} {}

    Result<void> drive(bool high) override
    {
        ++state_.drives;
        if (state_.broken) return fail(Errc::line_io, "cannot drive GPIO17");
        state_.high = high;
        return {};
    }

private:
    LineState& state_;
};

}  // namespace coapnode
