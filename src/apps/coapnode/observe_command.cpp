// SPDX-License-Identifier: MIT
#include "apps/coapnode/observe_command.hpp"

#include "apps/coapnode/exit_codes.hpp"
#include "apps/coapnode/hook.hpp"
#include "apps/coapnode/target.hpp"
#include "coap/client/route.hpp"
#include "coap/client/steady_observation.hpp"
#include "show/people.hpp"
#include "show/verbose.hpp"

#include <algorithm>
#include <csignal>

namespace coapnode {

namespace {

constexpr Duration hook_time = 10s;              ///< for the last command, after everything else has ended
constexpr Duration hook_time_of_interrupt = 1s;  ///< after a signal: enough for one that does not hang

/// SIGHUP stays ignored where nohup(1) says so.
std::vector<int> ending_signals()
{
    struct sigaction hang_up {};
    ::sigaction(SIGHUP, nullptr, &hang_up);
    if (hang_up.sa_handler == SIG_IGN) return {SIGINT, SIGTERM};
    return {SIGINT, SIGTERM, SIGHUP};
}

std::string seconds_text(Duration duration)
{
    return std::to_string(whole_seconds_up(duration)) + " s";
}

class ObserveRun {
public:
    ObserveRun(Runtime& runtime, const Arguments& arguments, Printer& printer, const std::vector<Target>& targets)
        : runtime_{runtime}, arguments_{arguments}, printer_{printer}, has_several_{targets.size() > 1}
    {
        if (!arguments.exec.empty()) {
            hook_ = std::make_unique<Hook>(runtime.loop, arguments.exec,
                                           [this](const std::string& why) { printer_.remark(why); });
            hook_->when_idle([this] {
                if (is_ending_) finish();
            });
        }
        for (const int number : ending_signals())
            signals_.push_back(runtime.loop.on_signal(number, [this] { interrupt(); }));
        set_timers();
        for (const auto& target : targets)
            observe(target);
    }

private:
    struct Observed {
        Target target;
        std::string uri;
        bool is_troubled = false;
        int code = exit_no_answer;  ///< what `get` would end with after the last message, or failure
        std::unique_ptr<SteadyObservation> observation;
    };

    void set_timers()
    {
        if (arguments_.run_for) run_for_ = runtime_.loop.after(*arguments_.run_for, [this] { end_in_time(exit_ok); });
        if (arguments_.timeout)
            timeout_ = runtime_.loop.after(*arguments_.timeout, [this] { end_in_time(exit_no_answer); });
    }

    /// `code` if all is well.
    void end_in_time(int code)
    {
        if (is_ending_) return;
        for (const auto& one : observed_)
            if (one->code == exit_no_answer && !one->is_troubled) printer_.error({Errc::silent, "no answer"}, one->uri);
        if (arguments_.count && shown_ != 0)
            printer_.remark(std::to_string(shown_) + " of " + std::to_string(*arguments_.count) +
                            " states came in time");
        end(last_code() == exit_ok ? code : last_code());
    }

    /// That of the first resource which is not well now.
    int last_code() const
    {
        const auto ill =
            std::find_if(observed_.begin(), observed_.end(), [](const auto& one) { return one->code != exit_ok; });
        return ill != observed_.end() ? (*ill)->code : exit_ok;
    }

    void observe(const Target& target)
    {
        auto observed = std::make_unique<Observed>();
        auto* const one = observed.get();
        one->target = target;
        one->uri = to_string(target.uri);
        SteadyObservation::Listener listener;
        listener.notified = [this, one](const ObservedState& state) { on_state(*one, state); };
        listener.confirmed = [this, one](const ObservedState& state) { on_answer(*one, state.response); };
        listener.troubled = [this, one](const Error& error, Duration pause) { on_trouble(*one, error, pause); };
        auto options = exchange_options(arguments_);
        options.timeout = ExchangeOptions{}.timeout;
        one->observation = std::make_unique<SteadyObservation>(
            runtime_.requester, runtime_.worker,
            SteadyObservation::Target{target.host, target.key, request_to(target, Method::get, arguments_), options},
            std::move(listener));
        observed_.push_back(std::move(observed));
    }

    void on_answer(Observed& one, const IncomingResponse& response)
    {
        one.code = exit_code_of_answer(response.code);
        if (std::exchange(one.is_troubled, false)) printer_.remark(one.uri + ": it answers again");
    }

    void on_state(Observed& one, const ObservedState& state)
    {
        if (is_ending_) return;
        on_answer(one, state.response);
        printer_.detail(verbose_head(state.response, state.number));
        const Arrival arrival{one.uri, to_string(state.sender), runtime_.loop.wall_now(), state.number, state.response};
        if (const int written = printer_.state(arrival, has_several_ ? one.uri : ""); written != exit_ok)
            return end(written);
        if (!state.response.is_success()) return;
        if (hook_) hook_->run({variables_of(arrival), state.response.payload});
        if (arguments_.count && ++shown_ == *arguments_.count) end(exit_ok);
    }

    static std::vector<std::pair<std::string, std::string>> variables_of(const Arrival& arrival)
    {
        return {{"COAPNODE_URI", arrival.uri},
                {"COAPNODE_CODE", code_text(arrival.response.code)},
                {"COAPNODE_LINE", one_line(arrival)}};
    }

    void on_trouble(Observed& one, const Error& error, Duration pause)
    {
        if (is_ending_) return;
        one.code = exit_code_of(error.code);
        one.is_troubled = true;
        auto told = told_of(error, one.target);
        if (told.cure.empty()) told.cure = advice(error.code);
        auto& last = told.cure.empty() ? told.error.message : told.cure;
        last += " (next attempt in " + seconds_text(pause) + ")";
        printer_.error(told.error, one.uri, told.cure);
    }

    /// Stops the command soon. Another interrupt does not wait for anything.
    void interrupt()
    {
        const bool is_hook_stopped = !hook_ || hook_->is_stopped();
        if (is_ending_ && is_hook_stopped) return runtime_.loop.quit(code_);
        end(exit_ok);
        if (hook_) hook_->stop(hook_time_of_interrupt);
    }

    /// Deregisters everywhere, and waits for the last command.
    void end(int code)
    {
        if (is_ending_) return;
        is_ending_ = true;
        code_ = code;
        registered_ = observed_.size();
        for (const auto& one : observed_)
            one->observation->cancel([this] {
                --registered_;
                finish();
            });
        end_ = runtime_.loop.after(hook_time, [this] { give_up(); });
    }

    void give_up()
    {
        if (!hook_ || hook_->is_idle()) return runtime_.loop.quit(code_);
        printer_.remark("the command still runs " + seconds_text(hook_time) + " after the end: it is stopped");
        observed_.clear();
        registered_ = 0;
        hook_->stop(Duration::zero());
    }

    void finish()
    {
        const bool is_hook_over = !hook_ || hook_->is_idle();
        if (registered_ == 0 && is_hook_over) runtime_.loop.quit(code_);
    }

    Runtime& runtime_;
    const Arguments& arguments_;
    Printer& printer_;
    bool has_several_;
    std::uint64_t shown_ = 0;
    bool is_ending_ = false;
    int code_ = exit_ok;
    std::size_t registered_ = 0;
    std::vector<Watch> signals_;
    std::unique_ptr<Hook> hook_;
    std::vector<std::unique_ptr<Observed>> observed_;
    Timer run_for_;
    Timer timeout_;
    Timer end_;
};

}  // namespace

int run_observe(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer)
{
    std::vector<Target> targets;
    for (const auto& uri : arguments.uris) {
        auto target = target_of(uri, keyring);
        if (!target) return printer.error(target.error(), to_string(uri));
        targets.push_back(std::move(*target));
    }
    const ObserveRun run{runtime, arguments, printer, targets};
    return runtime.loop.run();
}

}  // namespace coapnode
