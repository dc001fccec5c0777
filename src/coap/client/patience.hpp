// SPDX-License-Identifier: MIT
/// While an answer is awaited: doubts a DTLS session each time that it has been silent for so long. Over UDP there is
/// nothing to doubt.
#pragma once

#include "coap/client/session.hpp"

namespace coapnode {

class Patience {
public:
    /// The session outlives it. Destroying it ends the doubts.
    Patience(Session& session, Duration how_long) : session_{session}, how_long_{how_long}
    {
        if (session_.is_secure()) wait();
    }
    Patience(const Patience&) = delete;
    Patience& operator=(const Patience&) = delete;

private:
    void wait()
    {
        timer_ = session_.scheduler().after(how_long_, [this] {
            session_.doubt();
            wait();
        });
    }

    Session& session_;
    Duration how_long_;
    Timer timer_;
};

}  // namespace coapnode
