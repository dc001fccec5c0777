// SPDX-License-Identifier: MIT
/// A Server that serves DTLS to two identities.
#pragma once

#include "coap/support/dtls_client.hpp"
#include "coap/support/server_bench.hpp"

namespace coapnode {

inline const Bytes gateway_key(16, 0x11);
inline const Bytes other_key(16, 0x22);

struct Secure : ServerBench {
    Secure()
    {
        dtls.identities = {{"gateway", gateway_key, Role::control}, {"ops", other_key, Role::read}};
        coap.anonymous = Role::none;
        listen();
    }

    /// Lets both sides work until `done` or for 20 seconds: a handshake begins anew what it misses, each second.
    template <class Done>
    bool run_until(DtlsClient& client, Done done)
    {
        for (int rounds = 0; rounds < 2000 && !done(); ++rounds) {
            client.process();
            process();
            client.process();
            if (done()) break;
            client.wait(fds(), 10);
            time.advance(10ms);
        }
        return done();
    }

    std::string get(DtlsClient& client, Method method = Method::get, coap_option_num_t number = 0, ByteView value = {})
    {
        client.ask(method, "counter", number, value);
        return run_until(client, [&] { return client.answered() || client.closed(); }) ? client.take_answer()
                                                                                       : "no answer";
    }
};

}  // namespace coapnode
