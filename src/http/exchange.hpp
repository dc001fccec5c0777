// SPDX-License-Identifier: MIT
/// One request and its answer, driven by libmicrohttpd's callbacks.
///
/// libmicrohttpd calls its handler after the head, for each part of the body, and at the end. If there is no answer
/// then, the connection is suspended. When the answer is ready, the connection is resumed and the handler is called
/// again to queue it. libmicrohttpd notices a resumed connection only at its next run: `run_soon`.
#pragma once

#include "http/incoming_request.hpp"
#include "http/service.hpp"
#include "http/stream.hpp"

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>

struct MHD_Connection;

namespace coapnode::http {

class Exchange final : public HttpReply {
public:
    /// `target`: unchanged. `is_last`: whether the connection is closed after the answer.
    Exchange(Service& service, Connection& connection, MHD_Connection* handle, std::string target,
             std::function<void()> run_soon, std::function<bool()> is_last);
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;
    ~Exchange() override;

    // Called by libmicrohttpd. When they return false, the connection is closed.
    [[nodiscard]] bool has_head() const { return stage_ != Stage::target; }
    bool take_head(const RequestLine& line);
    /// Answers before libmicrohttpd does, when its own answer would not be valid HTTP.
    void refuse_early();
    bool take_body(std::string_view part);
    bool answer();
    /// Reads from a stream. Returns a byte count or another result of MHD_ContentReaderCallback.
    std::ptrdiff_t read(std::span<char> room);

    void send(HttpResponse response) override;
    void send_shared(const std::shared_ptr<const HttpResponse>& response) override;
    void stream(HttpResponse head) override;
    void wake() override;
    void end() override;

    /// Closes the connection, whatever the handler does.
    void abort();

    [[nodiscard]] const Connection& connection() const { return connection_; }

    std::list<Exchange>::iterator place{};  ///< in its Daemon's list

private:
    enum class Stage { target, body, handling, answered };

    void hand_over();
    bool queue();
    bool refuse(HttpResponse response);
    void answer_directly();
    bool queue_stream();
    [[nodiscard]] bool is_left();
    std::ptrdiff_t break_off(std::span<char> room) const;
    void suspend();
    void resume();
    void log_access() const;

    Service& service_;
    Connection& connection_;
    MHD_Connection* handle_;
    std::function<void()> run_soon_;
    std::function<bool()> is_last_;
    Stage stage_ = Stage::target;
    IncomingRequest request_;
    bool is_suspended_ = false;
    bool is_aborted_ = false;
    std::shared_ptr<const HttpResponse> response_;
    std::optional<Stream> stream_;
    Instant ask_after_{};  ///< whether the client of the stream has left
    std::unique_ptr<HttpWork> work_;
};

}  // namespace coapnode::http
