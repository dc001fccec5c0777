// SPDX-License-Identifier: MIT
/// The steps of the doctor that ask for resources.
#include "apps/coapnode/doctor.hpp"
#include "apps/coapnode/exit_codes.hpp"
#include "coapnode/core/counted.hpp"
#include "show/node_names.hpp"
#include "show/people.hpp"

namespace coapnode {

namespace {

constexpr Duration believable_step = 30s;

std::vector<std::string> reading_in(const ReadLinks& links)
{
    for (const std::string_view type : {"temperature", "humidity", "pressure", "sensor"})
        if (auto path = path_of(links, type); !path.empty()) return path;
    return {};
}

}  // namespace

void Doctor::read_links()
{
    ask("resources", {Method::get, {".well-known", "core"}, {}}, [this](const IncomingResponse& answer) {
        if (!answer.is_success()) return fail("resources", answer);
        links_ = read_link_format(as_text(answer.payload));
        reading_ = reading_in(links_);
        report_.well("resources", counted(links_.links.size(), "link"));
        next();
    });
}

/// Tests whether the LED may be switched, with a PUT that cannot succeed: If-None-Match requires that the LED does not
/// exist. Another server might treat it differently, so only a coapnode gets it.
void Doctor::find_role()
{
    const auto led = path_of(links_, "led");
    if (led.empty() || device_path(links_).empty()) {
        report_.skipped("role", "the node has no LED, which this step needs");
        return next();
    }
    OutgoingRequest request{Method::put, led, {}};
    request.if_none_match = true;
    request.payload = to_bytes("{\"state\":\"off\"}");
    request.content_format = static_cast<std::uint16_t>(ContentFormat::json);
    ask("role", std::move(request), [this](const IncomingResponse& answer) { on_role(answer); });
}

void Doctor::on_role(const IncomingResponse& answer)
{
    if (answer.is(Code::precondition_failed)) return try_admin();
    const bool is_reader = answer.is(Code::forbidden) || answer.is(Code::unauthorized);
    if (is_reader) {
        report_.well("role", is_secure_ ? "read: this identity may read but not change anything"
                                        : "read: without a key you may read but not change anything");
    } else {
        report_.skipped("role", error_sentence(answer));
    }
    next();
}

void Doctor::try_admin()
{
    ask("role", {Method::get, {"config"}, {}}, [this](const IncomingResponse& answer) {
        // Without remote_config there is no /config, and nothing else that only an admin may do.
        const bool may_be_admin = answer.is(Code::not_found);
        report_.well("role", answer.is_success() ? "admin: you may read, switch and change the configuration"
                             : may_be_admin      ? "control or admin: you may read and switch"
                                                 : "control: you may read and switch");
        next();
    });
}

void Doctor::read_reading()
{
    if (reading_.empty()) {
        report_.skipped("reading", "the node has no sensor");
        return next();
    }
    ask("reading", {Method::get, reading_, {}}, [this](const IncomingResponse& answer) {
        if (!answer.is_success()) {
            return fail("reading", answer,
                        "the node answers but its sensor does not: see the log of the node (journalctl -u coapnoded)");
        }
        read_ = answer;
        report_.well("reading", one_line({{}, {}, runtime_.loop.wall_now(), {}, answer}));
        next();
    });
}

void Doctor::observe_reading()
{
    if (reading_.empty()) return next();
    connect_ = std::make_unique<Connect>(
        runtime_.requester, runtime_.worker, way().host, way().key, connect_patience(arguments_.request_timeout()),
        [this](Result<std::unique_ptr<Session>> connected) {
            if (!connected) return fail("observation", connected.error());
            session_ = std::move(*connected);
            Observation::Listener listener;
            listener.notified = [this](const ObservedState& state) {
                if (!state.response.is_success()) return fail("observation", state.response);
                if (!state.number)
                    return fail("observation", {Errc::bad_answer, "the node did not accept it"},
                                "the node already has too many observers (limits: in its configuration)");
                observation_->cancel([this] {
                    report_.well("observation", "the node accepted it");
                    next();
                });
            };
            listener.troubled = [this](const Error& error) { fail("observation", error); };
            listener.lost = listener.troubled;
            auto request = addressed({Method::get, reading_, {}}, way());
            ExchangeOptions options;
            options.timeout = arguments_.request_timeout();
            observation_ = std::make_unique<Observation>(*session_, std::move(request), options, std::move(listener));
        });
}

void Doctor::compare_clocks()
{
    const auto timestamp = read_ ? text_member(*read_, "timestamp") : std::nullopt;
    const auto theirs = timestamp ? from_rfc3339(*timestamp) : std::nullopt;
    if (!theirs) {
        report_.skipped("clock", "its reading has no timestamp");
        return next();
    }
    const auto age = std::chrono::seconds{read_->max_age.value_or(IncomingResponse::default_max_age)} + believable_step;
    const auto difference = runtime_.loop.wall_now() - *theirs;
    const auto seconds = std::to_string(std::chrono::abs(std::chrono::round<std::chrono::seconds>(difference)).count());
    if (std::chrono::abs(difference) > age) {
        return fail("clock",
                    {Errc::bad_answer, "the last reading is " + seconds + " s " +
                                           (difference > difference.zero() ? "old" : "in the future")},
                    "one of the two clocks is wrong: compare them (run timedatectl on both machines)");
    }
    report_.well("clock", "the last reading is " + seconds + " s old");
    next();
}

}  // namespace coapnode
