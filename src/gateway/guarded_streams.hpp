// SPDX-License-Identifier: MIT
/// Ends event streams whose client may no longer read: its token was revoked, or anonymous clients lost access.
#pragma once

#include "coapnode/http/handler.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "gateway/access/credentials.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace coapnode {

class GuardedStreams {
public:
    /// Streams of a revoked token end within this time.
    static constexpr Duration interval = 1s;

    /// The current caller for these fields.
    using CallerNow = std::function<OrProblem<Caller>(const HttpFields&)>;
    /// A number that changes whenever CallerNow may give another answer, except at reloads.
    using Revision = std::function<std::uint64_t()>;

    GuardedStreams(Scheduler& scheduler, CallerNow caller_now, Revision revision);
    GuardedStreams(const GuardedStreams&) = delete;
    GuardedStreams& operator=(const GuardedStreams&) = delete;

    /// `open` answers a request of `caller`. If the answer is a stream, it is guarded.
    using Open = std::function<std::unique_ptr<HttpWork>(HttpReply&)>;
    std::unique_ptr<HttpWork> guard(const HttpRequest& request, const Caller& caller, HttpReply& reply,
                                    const Open& open);

    /// Ends the streams whose caller has changed or has a smaller role. For reloads.
    void check();

private:
    class Guarded;

    void add(Guarded& stream);
    void look_again();

    Scheduler& scheduler_;
    CallerNow caller_now_;
    Revision revision_;
    std::vector<Guarded*> streams_;
    std::uint64_t known_ = 0;  ///< the revision that they were checked at
    Timer timer_;
};

}  // namespace coapnode
