// SPDX-License-Identifier: MIT
/// A port whose clients may observe. It writes notifications and reports their outcome to Observers.
#pragma once

#include "coap/observe/observers.hpp"
#include "coap/server/context_port.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

class ObservablePort : public ContextPort, private ObserverHost {
public:
    ObservablePort(Scheduler& scheduler, Log& log, const SessionLimits& limits, Dispatcher& dispatcher,
                   Observers& observers)
        : ContextPort{scheduler, log, limits, dispatcher}, observers_{observers}
    {
    }

protected:
    [[nodiscard]] ObserverHost& host() { return *this; }
    [[nodiscard]] Observers& observers() { return observers_; }
    [[nodiscard]] const Observers& observers() const { return observers_; }
    void release(coap_session_t& session) override;
    void on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept override;
    void on_empty(const EmptyMessage& message) noexcept override;

private:
    /// The client of a session.
    [[nodiscard]] virtual Client client_of(const coap_session_t& session) = 0;
    /// The state of the clients' exchanges.
    [[nodiscard]] virtual Exchanges& exchanges() = 0;

    void on_processed() noexcept override;

    [[nodiscard]] bool is_open(const coap_session_t& session) const override;
    [[nodiscard]] SessionPtr hold(coap_session_t& session) const override;
    Response represent(const coap_session_t& session, Request& request) override;
    std::optional<std::uint16_t> send(coap_session_t& session, const Notification& notification) override;
    void sent() override { context().sent(); }

    void write(coap_pdu_t& pdu, const coap_session_t& session, const Notification& notification);

    Observers& observers_;
};

}  // namespace coapnode
