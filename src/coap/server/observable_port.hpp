// SPDX-License-Identifier: MIT
/// A port whose clients may observe: writes their notifications, and tells the observers what becomes of them.
#pragma once

#include "coap/observe/observers.hpp"
#include "coap/server/context_port.hpp"

namespace coapnode {

class ObservablePort : public ContextPort, private ObserverHost {
public:
    ObservablePort(Scheduler& scheduler, Log& log, const SessionLimits& limits, Dispatcher& dispatcher,
                   Observers& observers)
        : ContextPort{scheduler, log, limits, dispatcher}, observers_{observers}
    {
    }

    ObserverHost* observer_host() override { return this; }

protected:
    [[nodiscard]] Observers& observers() { return observers_; }
    [[nodiscard]] const Observers& observers() const { return observers_; }
    void release(coap_session_t& session) override;
    void on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept override;
    void on_empty(const EmptyMessage& message) noexcept override;

private:
    void on_processed() noexcept override;

    Response represent(const coap_session_t& session, Request& request) override;
    void write(coap_pdu_t& pdu, const coap_session_t& session, const Notification& notification) override;
    void sent() override { context().sent(); }

    Observers& observers_;
};

}  // namespace coapnode
