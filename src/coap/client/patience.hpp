// SPDX-License-Identifier: MIT
/// Tests a DTLS session each time that it was silent for a given time while an answer is awaited. Does nothing over
/// UDP.
#pragma once

#include "coap/client/session.hpp"

namespace coapnode {

class Patience {
public:
    /// The session must outlive it. Destroying it ends the tests.
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
