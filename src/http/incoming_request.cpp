// SPDX-License-Identifier: MIT
#include "http/incoming_request.hpp"

#include "http/ascii.hpp"
#include "http/connections.hpp"
#include "http/framing.hpp"
#include "http/refusal.hpp"

#include <algorithm>
#include <utility>

namespace coapnode::http {

namespace {

void replace_host(HttpFields& fields, const std::string& authority)
{
    const auto is_host = [](const auto& field) { return field.name == "host"; };
    std::find_if(fields.begin(), fields.end(), is_host)->value = authority;
}

/// As libmicrohttpd reads it, which takes no blank behind the number.
std::optional<HttpResponse> refuse_length(const RawFields& fields)
{
    for (const auto& [name, value] : fields) {
        if (!equals_caseless(name, "content-length")) continue;
        if (!is_number(value)) return refusal(400, "Content-Length is not a number");
        if (!read_number(value)) return refusal(413, "the body of the request is too large");
    }
    return std::nullopt;
}

}  // namespace

std::optional<HttpResponse> IncomingRequest::read_head(MHD_Connection* handle, const RequestLine& line,
                                                       const Connection& from, const HttpHandler& handler)
{
    method_ = line.method;
    takes_chunks_ = line.version != std::string_view{"HTTP/1.0"};
    const auto raw = read_raw_fields(handle);
    if (auto refused = refuse_size(memory_of_head(handle, raw).value_or(0))) return refused;
    if (!is_head_well_formed(handle, line, target_.size(), raw)) {
        return refusal(400, "the head of the request is malformed");
    }
    auto fields = to_fields(raw);
    if (const auto* const mistake = framing_mistake(fields, line.version)) return refusal(400, mistake);
    auto target = split_target(line.method, target_);
    if (!target) return refusal(400, "the target of the request is not valid");
    fill(from, std::move(*target), std::move(fields));
    return expect_body(handler);
}

std::optional<HttpResponse> IncomingRequest::refuse_early(MHD_Connection* handle) const
{
    const auto raw = read_raw_fields(handle);
    const auto memory = memory_of_head(handle, raw);
    if (!memory) return std::nullopt;
    auto refused = refuse_size(*memory);
    return refused ? std::move(refused) : refuse_length(raw);
}

std::optional<HttpResponse> IncomingRequest::refuse_size(std::size_t memory) const
{
    if (memory <= largest_head) return std::nullopt;
    return target_.size() > largest_head / 2 ? refusal(414, "the target of the request is too long")
                                             : refusal(431, "the head of the request is too large");
}

void IncomingRequest::fill(const Connection& from, Target target, HttpFields fields)
{
    if (target.authority) replace_host(fields, *target.authority);
    request_.method = method_;
    request_.path = std::move(target.path);
    request_.query = std::move(target.query);
    request_.fields = std::move(fields);
    request_.client = from.peer;
    request_.is_secure = from.is_secure;
}

std::optional<HttpResponse> IncomingRequest::expect_body(const HttpHandler& handler)
{
    const auto framing = body_framing(request_.fields);
    is_chunked_ = framing.is_chunked;
    expects_body_ = is_chunked_ || framing.length;
    if (expects_body_) largest_body_ = handler.largest_body(request_);
    if (framing.length.value_or(0) <= largest_body_) return std::nullopt;
    return refusal(413, "the body of the request is too large");
}

std::string IncomingRequest::name() const
{
    return method_ + ' ' + target_.substr(0, target_.find('?'));
}

bool IncomingRequest::add_body(std::string_view part)
{
    auto& body = request_.body;
    if (part.size() > largest_body_ - body.size()) return false;
    body.insert(body.end(), part.begin(), part.end());
    return true;
}

}  // namespace coapnode::http
