// SPDX-License-Identifier: MIT
#include "coap/client/client_exchange.hpp"

#include <utility>

namespace coapnode {

namespace {

bool is_safe(Method method)
{
    return method == Method::get || method == Method::fetch;
}

}  // namespace

ClientExchange::ClientExchange(Session& session, OutgoingRequest request, const ExchangeOptions& options, Done done)
    : session_{session},
      request_{std::move(request)},
      reliability_{options.reliability},
      done_{std::move(done)},
      sender_{request_.payload.size(), options.request_exponent},
      assembly_{options.largest_answer, options.answer_exponent}
{
    deadline_ = session_.scheduler().after(options.timeout, [this] { on_deadline(); });
    if (reliability_ == Session::Reliability::non_confirmable) {
        soon_ = session_.scheduler().after(Duration::zero(), [this] { send_next(); });
        return;
    }
    auto turn = session_.turns().wait([this] { send_next(); });
    if (turn) {
        turn_ = std::move(*turn);
    } else {
        finish_soon(turn.error());
    }
}

void ClientExchange::send_next()
{
    const auto sent = is_body_sent_ ? ask_for_block() : send_body();
    if (!sent) finish_soon(doubt_.value_or(sent.error()));
}

Result<void> ClientExchange::send_body()
{
    const auto part = sender_.part();
    if (!part) return fail(part);
    const bool is_last = !part->block || !part->block->more;
    const auto payload = ByteView{request_.payload}.subspan(part->offset, part->length);
    return send({{}, part->block, is_last ? assembly_.wanted() : std::nullopt, part->size1}, payload);
}

/// A body in blocks is at the server already (RFC 7959 section 3.3); one that went whole is a part of what a FETCH asks
/// for (RFC 8132 section 2).
Result<void> ClientExchange::ask_for_block()
{
    const bool has_body = request_.method == Method::fetch && !sender_.part()->block;
    return send({{}, {}, assembly_.wanted(), {}}, has_body ? ByteView{request_.payload} : ByteView{});
}

/// With a token of its own, so that a late answer to another message is none to this one.
Result<void> ClientExchange::send(const RequestTransfer& transfer, ByteView payload)
{
    const auto token = session_.new_token();
    listening_ = session_.listen(token, [this](const Arrival& arrival) { on_arrival(arrival); });
    return session_.send(reliability_, token, request_, transfer, payload);
}

void ClientExchange::on_arrival(const Arrival& arrival)
{
    if (!arrival.response) return on_failure(arrival.response.error());
    doubt_.reset();
    if (is_body_sent_) return on_answer(*arrival.response);
    const auto step = sender_.take(arrival.response->response.code, arrival.response->block1);
    if (!step) return finish(fail(step));
    if (*step == Block1Sender::Step::send_part) return send_next();
    is_body_sent_ = true;
    on_answer(*arrival.response);
}

void ClientExchange::on_failure(const Error& error)
{
    if (error == Errc::unreachable && !doubt_) {
        doubt_ = error;
        return;
    }
    finish(Failure{error});
}

void ClientExchange::on_answer(const ReceivedResponse& answer)
{
    const auto step = assembly_.take(answer);
    if (!step) return finish(fail(step));
    if (*step == Block2Assembly::Step::whole) return finish(assembly_.extract());
    if (assembly_.wanted()->number == 0 && !is_safe(request_.method)) {
        return finish(fail(Errc::bad_answer, "its answer has changed while its blocks were fetched"));
    }
    // What made the first request conditional concerns no further block, nor does a body that was sent in blocks.
    request_.etags.clear();
    request_.if_match.clear();
    request_.if_none_match = false;
    send_next();
}

void ClientExchange::on_deadline()
{
    finish(Failure{doubt_.value_or(Error{Errc::silent, "no answer"})});
}

void ClientExchange::finish(Result<IncomingResponse> result)
{
    listening_.reset();
    turn_.reset();
    deadline_.reset();
    const auto done = std::exchange(done_, nullptr);
    done(std::move(result));  // this may be gone now
}

void ClientExchange::finish_soon(const Error& error)
{
    listening_.reset();
    soon_ = session_.scheduler().after(Duration::zero(), [this, error] { finish(Failure{error}); });
}

}  // namespace coapnode
