// SPDX-License-Identifier: MIT
#include "coap/client/client_exchange.hpp"

#include <utility>

namespace coapnode {

namespace {

bool is_safe(Method method)
{
    return method == Method::get || method == Method::fetch;
}

/// Whether the method is idempotent (RFC 7252 section 5.1).
bool is_idempotent(Method method)
{
    return is_safe(method) || method == Method::put || method == Method::delete_ || method == Method::ipatch;
}

/// Conditions belong to the first request only, not to the requests for further blocks.
OutgoingRequest without_conditions(OutgoingRequest request)
{
    request.etags.clear();
    request.if_match.clear();
    request.if_none_match = false;
    return request;
}

}  // namespace

ClientExchange::ClientExchange(Session& session, OutgoingRequest request, const ExchangeOptions& options, Done done)
    : session_{session},
      request_{std::move(request)},
      options_{options},
      done_{std::move(done)},
      heard_before_{session.heard()},
      body_token_{session.new_token()},
      sender_{request_.payload.size(), options.request_exponent},
      assembly_{options.largest_answer, options.answer_exponent}
{
    deadline_ = session_.scheduler().after(options.timeout, [this] { on_deadline(); });
    if (options_.reliability == Session::Reliability::non_confirmable) {
        soon_ = session_.scheduler().after(Duration::zero(), [this] { send_next(); });
        return;
    }
    wait_for_turn();
}

void ClientExchange::wait_for_turn()
{
    turn_ = session_.turns().take();
    if (turn_) return send_next();
    auto turn = session_.turns().wait([this] { send_next(); });
    if (!turn) return finish_soon(turn.error());
    turn_ = std::move(*turn);
}

void ClientExchange::begin()
{
    sender_ = Block1Sender{request_.payload.size(), options_.request_exponent};
    assembly_ = Block2Assembly{options_.largest_answer, options_.answer_exponent};
    is_body_sent_ = false;
    body_token_ = session_.new_token();
    send_next();
}

void ClientExchange::send_next()
{
    const bool needs_turn = options_.reliability == Session::Reliability::confirmable && !turn_;
    if (needs_turn) return wait_for_turn();
    const auto sent = is_body_sent_ ? ask_for_block() : send_body();
    if (!sent) finish_soon(doubt_.value_or(sent.error()));
}

Result<void> ClientExchange::send_body()
{
    const auto part = sender_.part();
    if (!part) return fail(part);
    const bool is_last = !part->block || !part->block->more;
    const auto payload = ByteView{request_.payload}.subspan(part->offset, part->length);
    return send(body_token_, {{}, part->block, is_last ? assembly_.wanted() : std::nullopt, part->size1}, payload);
}

/// The server already has a body that was sent in blocks (RFC 7959 section 3.3). A body that was sent whole is
/// repeated, because it is part of a FETCH (RFC 8132 section 2). Each request has its own token, so that a late answer
/// to an earlier one is not taken for its answer.
Result<void> ClientExchange::ask_for_block()
{
    const bool has_body = request_.method == Method::fetch && !sender_.part()->block;
    return send(session_.new_token(), {{}, {}, assembly_.wanted(), {}},
                has_body ? ByteView{request_.payload} : ByteView{});
}

Result<void> ClientExchange::send(const Token& token, const RequestTransfer& transfer, ByteView payload)
{
    listening_.reset();  // it may have the same token
    listening_ = session_.listen(
        token, [this](Incoming incoming) { on_incoming(std::move(incoming)); }, [this] { on_acknowledged(); });
    patience_.emplace(session_, is_idempotent(request_.method) ? patience : patience_of_unrepeatable);
    const bool is_further_block = is_body_sent_ && transfer.block2;
    if (!is_further_block) return session_.send(options_.reliability, token, request_, transfer, payload);
    return session_.send(options_.reliability, token, without_conditions(request_), transfer, payload);
}

void ClientExchange::on_incoming(Incoming incoming)
{
    if (!incoming.response) return on_failure(incoming.response.error());
    if (!is_body_sent_ && sender_.is_late(incoming.response->response.code, incoming.response->block1)) return;
    doubt_.reset();
    patience_.reset();
    if (is_body_sent_) return on_answer(*std::move(incoming.response));
    const auto step = sender_.take(incoming.response->response.code, incoming.response->block1);
    if (!step) return finish(fail(step));
    if (*step == Block1Sender::Step::send_part) {
        if (sender_.sent() == 0) body_token_ = session_.new_token();  // the body starts again
        return send_next();
    }
    is_body_sent_ = true;
    on_answer(*std::move(incoming.response));
}

/// The server has the request. Another one may be sent while this one is being answered (RFC 7252 section 4.7).
void ClientExchange::on_acknowledged()
{
    turn_.reset();
}

void ClientExchange::on_failure(const Error& error)
{
    if (error == Errc::session_lost) return on_session_lost();
    if (error == Errc::unreachable && !doubt_ && !session_.has_failed()) {
        doubt_ = error;
        return;
    }
    finish(Failure{error});
}

void ClientExchange::on_session_lost()
{
    if (!is_idempotent(request_.method)) {
        return finish(fail(Errc::outcome_unknown, "the server restarted and may already have done it"));
    }
    if (++repeats_ > most_repeats) return finish(fail(Errc::silent, "the server loses every DTLS session"));
    begin();
}

void ClientExchange::on_answer(ReceivedResponse answer)
{
    const auto step = assembly_.take(std::move(answer));
    if (!step) return finish(fail(step));
    if (*step == Block2Assembly::Step::whole) return finish(assembly_.extract());
    if (assembly_.wanted()->number == 0 && !is_safe(request_.method)) {
        return finish(fail(Errc::bad_answer, "the answer changed while its blocks were being fetched"));
    }
    send_next();
}

void ClientExchange::on_deadline()
{
    finish(Failure{doubt_.value_or(session_.trouble_since(heard_before_))});
}

void ClientExchange::finish(Result<IncomingResponse> result)
{
    listening_.reset();
    turn_.reset();
    deadline_.reset();
    patience_.reset();
    soon_.reset();
    const auto done = std::exchange(done_, nullptr);
    done(std::move(result));  // `this` may be destroyed now
}

void ClientExchange::finish_soon(const Error& error)
{
    listening_.reset();
    soon_ = session_.scheduler().after(Duration::zero(), [this, error] { finish(Failure{error}); });
}

}  // namespace coapnode
