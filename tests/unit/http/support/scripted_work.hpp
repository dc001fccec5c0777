// SPDX-License-Identifier: MIT
/// HttpWork whose life a test sees, and whose stream it fills.
#pragma once

#include "coapnode/http/handler.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace coapnode {

/// What a test keeps of a request under way. It outlives the work.
struct Pending {
    HttpReply* reply = nullptr;
    bool is_alive = false;
    int asked = 0;  ///< calls of next()
    std::function<std::string()> next;
};

class ScriptedWork final : public HttpWork {
public:
    ScriptedWork(std::shared_ptr<Pending> pending, HttpReply& reply) : pending_{std::move(pending)}
    {
        pending_->reply = &reply;
        pending_->is_alive = true;
    }
    ScriptedWork(const ScriptedWork&) = delete;
    ScriptedWork& operator=(const ScriptedWork&) = delete;
    ~ScriptedWork() override
    {
        pending_->is_alive = false;
        pending_->reply = nullptr;
    }

    std::string next() override
    {
        ++pending_->asked;
        return pending_->next ? pending_->next() : std::string{};
    }

private:
    std::shared_ptr<Pending> pending_;
};

inline HttpResponse event_head()
{
    return {200, {{"content-type", "text/event-stream"}, {"cache-control", "no-store"}}, nullptr};
}

}  // namespace coapnode
