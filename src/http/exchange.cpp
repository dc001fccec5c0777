// SPDX-License-Identifier: MIT
#include "http/exchange.hpp"

#include "http/direct_answer.hpp"
#include "http/refusal.hpp"
#include "http/response.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <utility>

namespace coapnode::http {

namespace {

ssize_t read_stream(void* exchange, std::uint64_t /*position*/, char* room, std::size_t size) noexcept
{
    return static_cast<Exchange*>(exchange)->read({room, size});
}

/// When a connection is closed during a body or a stream, libmicrohttpd does nothing until its socket reports it.
void cut(const Connection& connection)
{
    ::shutdown(connection.fd, SHUT_RDWR);
}

/// Silent and disconnected clients are detected by data that they do not acknowledge.
void bound_stream(const Connection& connection)
{
    const auto patience = static_cast<unsigned>(reply_deadline / 1ms);
    ::setsockopt(connection.fd, SOL_SOCKET, SO_SNDBUF, &stream_send_buffer, sizeof stream_send_buffer);
    ::setsockopt(connection.fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &patience, sizeof patience);
}

/// The client has closed its end.
bool has_left(int fd)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    return ::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_state == TCP_CLOSE_WAIT;
}

std::shared_ptr<const HttpResponse> shared(HttpResponse response)
{
    return std::make_shared<const HttpResponse>(std::move(response));
}

Duration time_to_read(std::size_t bytes)
{
    return reply_deadline + std::chrono::seconds{bytes / least_rate};
}

}  // namespace

Exchange::Exchange(Service& service, Connection& connection, MHD_Connection* handle, std::string target,
                   std::function<void()> run_soon, std::function<bool()> is_last)
    : service_{service},
      connection_{connection},
      handle_{handle},
      run_soon_{std::move(run_soon)},
      is_last_{std::move(is_last)},
      request_{std::move(target)}
{
    service_.connections.expire_after(connection_, head_deadline);
}

Exchange::~Exchange()
{
    is_aborted_ = true;  // the work may still reply while it is destroyed
    work_.reset();
    if (stream_) --service_.figures.streams;
    service_.connections.expire_after(connection_, idle_deadline);
}

bool Exchange::take_head(const RequestLine& line)
{
    ++service_.figures.requests;
    stage_ = Stage::body;
    if (auto refused = request_.read_head(handle_, line, connection_, service_.handler)) {
        return refuse(std::move(*refused));
    }
    if (request_.expects_body()) service_.connections.expire_after(connection_, body_deadline);
    return true;
}

bool Exchange::refuse(HttpResponse response)
{
    ++service_.figures.refused_requests;
    response_ = shared(std::move(response));
    const bool lacks_memory = response_->status == 414 || response_->status == 431;
    if (!lacks_memory) return queue();
    answer_directly();
    return false;
}

void Exchange::refuse_early()
{
    auto refused = request_.refuse_early(handle_);
    if (!refused) return;
    ++service_.figures.requests;
    ++service_.figures.refused_requests;
    response_ = shared(std::move(*refused));
    answer_directly();
}

/// During a body no answer is possible, so the connection is closed.
bool Exchange::take_body(std::string_view part)
{
    if (request_.add_body(part)) return true;
    ++service_.figures.refused_requests;
    cut(connection_);
    return false;
}

bool Exchange::answer()
{
    if (is_aborted_) return false;
    if (stage_ == Stage::body) hand_over();
    if (stream_) return queue_stream();
    if (response_) return queue();
    suspend();
    return true;
}

void Exchange::hand_over()
{
    stage_ = Stage::handling;
    Connections::never_expire(connection_);  // the handler has its own deadline
    work_ = service_.handler.handle(request_.extract(), *this);
    if (work_ || response_ || stream_) return;
    service_.log.error("http", "an HTTP request was left unanswered");
    response_ = shared(refusal(500, "the request was not answered"));
}

bool Exchange::queue()
{
    stage_ = Stage::answered;
    service_.connections.expire_after(connection_, time_to_read(response_->body ? response_->body->size() : 0));
    log_access();
    const bool is_last = request_.is_chunked() || is_last_();  // a body in chunks may end elsewhere for a proxy
    const std::shared_ptr<MHD_Response> made =
        is_last ? make_response(*response_, true) : service_.responses.get(response_);
    return MHD_queue_response(handle_, response_->status, made.get()) == MHD_YES;
}

void Exchange::answer_directly()
{
    stage_ = Stage::answered;
    log_access();
    http::answer_directly(handle_, connection_, *response_, service_.scheduler.wall_now());
}

bool Exchange::queue_stream()
{
    stage_ = Stage::answered;
    service_.connections.expire_after(connection_, reply_deadline);
    bound_stream(connection_);
    log_access();
    const auto made = request_.is_head() ? make_head(*response_) : make_stream(*response_, &read_stream, this);
    return MHD_queue_response(handle_, response_->status, made.get()) == MHD_YES;
}

std::ptrdiff_t Exchange::read(std::span<char> room)
{
    if (stream_->is_woken() && is_left()) return break_off(room);
    std::size_t count = 0;
    const bool is_fine = service_.run([&] {
        if (!is_aborted_ && work_) count = stream_->read(*work_, room);
    });
    if (!is_fine || is_aborted_) return break_off(room);
    if (count > 0) {
        service_.connections.expire_after(connection_, reply_deadline);
        return static_cast<std::ptrdiff_t>(count);
    }
    if (stream_->is_over() || !work_)
        return request_.takes_chunks() ? MHD_CONTENT_READER_END_OF_STREAM : break_off(room);
    Connections::never_expire(connection_);
    suspend();
    if (stream_->is_woken()) resume();
    return 0;
}

/// TCP reports that a client has left at the second write after it, which may be a minute later. So the socket is asked
/// before a write, but not again for each of several events in a row.
bool Exchange::is_left()
{
    const auto now = service_.scheduler.now();
    if (now < ask_after_) return false;
    ask_after_ = now + sweep_interval;
    return has_left(connection_.fd);
}

/// The returned data cannot be written any more, and libmicrohttpd notices it; see cut().
std::ptrdiff_t Exchange::break_off(std::span<char> room) const
{
    cut(connection_);
    room.front() = ' ';
    return 1;
}

void Exchange::send(HttpResponse response)
{
    send_shared(shared(std::move(response)));
}

void Exchange::send_shared(const std::shared_ptr<const HttpResponse>& response)
{
    if (response_ || is_aborted_) return;
    response_ = response;
    resume();
}

void Exchange::stream(HttpResponse head)
{
    if (response_ || is_aborted_) return;
    if (service_.figures.streams >= service_.limits.streams) {
        ++service_.figures.refused_requests;
        return send(refusal(503, "too many streams are open: try again later"));
    }
    ++service_.figures.streams;
    stream_.emplace();
    send(std::move(head));
}

void Exchange::wake()
{
    if (!stream_) return;
    stream_->wake();
    resume();
}

void Exchange::end()
{
    if (!stream_) return;
    stream_->end();
    resume();
}

void Exchange::abort()
{
    is_aborted_ = true;
    resume();
}

void Exchange::suspend()
{
    is_suspended_ = true;
    MHD_suspend_connection(handle_);
}

void Exchange::resume()
{
    if (!is_suspended_) return;
    is_suspended_ = false;
    MHD_resume_connection(handle_);
    run_soon_();
}

void Exchange::log_access() const
{
    if (!service_.log.wants(LogLevel::debug)) return;
    const auto line = request_.name() + ' ' + std::to_string(response_->status) + " to " + connection_.name;
    service_.log.debug("http: " + line);
}

}  // namespace coapnode::http
