// SPDX-License-Identifier: MIT
#include "coap/client/connect.hpp"

#include "coap/client/server_name.hpp"

#include <utility>

namespace coapnode {

Connect::Connect(Requester& requester, Worker& worker, const Host& host, std::optional<ClientKey> key,
                 Duration patience, Dial::Done done)
    : requester_{requester}, key_{std::move(key)}, patience_{patience}, done_{std::move(done)}
{
    if (const auto peer = numeric_peer(host)) {
        if (*peer) {
            dial({**peer}, {});
        } else {
            fail_soon(peer->error());
        }
    } else {
        ask_for(worker, host);
    }
}

void Connect::ask_for(Worker& worker, const Host& host)
{
    auto job = resolve(worker, host, [this, name = host.name](const Result<std::vector<Peer>>& peers) {
        if (peers) return dial(*peers, server_name_of(name));
        const auto done = std::exchange(done_, nullptr);
        done(fail(peers));
    });
    if (!job) return fail_soon(job.error());
    job_ = std::move(*job);
}

void Connect::dial(const std::vector<Peer>& peers, const std::string& server_name)
{
    std::vector<Destination> destinations;
    for (const auto& peer : peers)
        destinations.push_back({peer, key_, server_name});
    dial_ = std::make_unique<Dial>(requester_, std::move(destinations), patience_, std::move(done_));
}

void Connect::fail_soon(const Error& error)
{
    soon_ = requester_.scheduler().after(Duration::zero(), [this, error] {
        const auto done = std::exchange(done_, nullptr);
        done(Failure{error});
    });
}

}  // namespace coapnode
