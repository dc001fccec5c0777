// SPDX-License-Identifier: MIT
/// Event streams end when their client may not read any more: a token was taken away, or anonymous clients lost access.
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
    /// A token that was taken away ends its streams within this time.
    static constexpr Duration interval = 1s;

    /// Who sends these fields, as things stand now.
    using CallerNow = std::function<OrProblem<Caller>(const HttpFields&)>;
    /// Another number whenever CallerNow may say something else, but for reloads.
    using Revision = std::function<std::uint64_t()>;

    GuardedStreams(Scheduler& scheduler, CallerNow caller_now, Revision revision);
    GuardedStreams(const GuardedStreams&) = delete;
    GuardedStreams& operator=(const GuardedStreams&) = delete;

    /// `open` answers a request of `caller`; if that is with a stream, the stream is guarded.
    using Open = std::function<std::unique_ptr<HttpWork>(HttpReply&)>;
    std::unique_ptr<HttpWork> guard(const HttpRequest& request, const Caller& caller, HttpReply& reply,
                                    const Open& open);

    /// Ends those whose caller is another one now or has a smaller role. For reloads.
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
