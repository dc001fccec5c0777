// SPDX-License-Identifier: MIT
#include "gateway/guarded_streams.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace coapnode {

namespace {

/// The fields that token_of() reads.
HttpFields token_fields(const HttpFields& fields)
{
    HttpFields tokens;
    std::ranges::copy_if(fields, std::back_inserter(tokens), [](const auto& field) {
        return field.name == "authorization" || field.name == "x-coapnode-token";
    });
    return tokens;
}

}  // namespace

class GuardedStreams::Guarded final : public HttpWork, public HttpReply {
public:
    Guarded(GuardedStreams& guard, HttpReply& reply, HttpFields fields, Caller caller)
        : guard_{guard}, reply_{reply}, fields_{std::move(fields)}, caller_{std::move(caller)}
    {
    }
    Guarded(const Guarded&) = delete;
    Guarded& operator=(const Guarded&) = delete;
    ~Guarded() override { std::erase(guard_.streams_, this); }

    void send(HttpResponse response) override { reply_.send(std::move(response)); }
    void stream(HttpResponse head) override
    {
        reply_.stream(std::move(head));
        guard_.add(*this);
    }
    void wake() override { reply_.wake(); }
    void end() override { reply_.end(); }
    std::string next() override { return work_ ? work_->next() : std::string{}; }

    void keep(std::unique_ptr<HttpWork> work) { work_ = std::move(work); }
    [[nodiscard]] bool is_pending() const { return work_ != nullptr; }

    [[nodiscard]] bool may_go_on() const
    {
        const auto now = guard_.caller_now_(fields_);
        return now && now->name == caller_.name && now->role >= caller_.role;
    }

private:
    GuardedStreams& guard_;
    HttpReply& reply_;
    HttpFields fields_;
    Caller caller_;
    std::unique_ptr<HttpWork> work_;
};

GuardedStreams::GuardedStreams(Scheduler& scheduler, CallerNow caller_now, Revision revision)
    : scheduler_{scheduler}, caller_now_{std::move(caller_now)}, revision_{std::move(revision)}
{
}

std::unique_ptr<HttpWork> GuardedStreams::guard(const HttpRequest& request, const Caller& caller, HttpReply& reply,
                                                const Open& open)
{
    auto guarded = std::make_unique<Guarded>(*this, reply, token_fields(request.fields), caller);
    guarded->keep(open(*guarded));
    if (!guarded->is_pending()) return nullptr;  // it is already answered
    return guarded;
}

void GuardedStreams::add(Guarded& stream)
{
    if (streams_.empty()) known_ = revision_();
    streams_.push_back(&stream);
    if (!timer_) timer_ = scheduler_.after(interval, [this] { look_again(); });
}

void GuardedStreams::look_again()
{
    if (const auto now = revision_(); std::exchange(known_, now) != now) check();
    timer_ = streams_.empty() ? nullptr : scheduler_.after(interval, [this] { look_again(); });
}

void GuardedStreams::check()
{
    const auto lost = std::stable_partition(streams_.begin(), streams_.end(),
                                            [](const Guarded* stream) { return stream->may_go_on(); });
    const std::vector<Guarded*> ended{lost, streams_.end()};
    streams_.erase(lost, streams_.end());
    for (auto* const stream : ended)
        stream->end();
}

}  // namespace coapnode
