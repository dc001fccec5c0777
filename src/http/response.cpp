// SPDX-License-Identifier: MIT
#include "http/response.hpp"

#include <memory>
#include <new>

namespace coapnode::http {

namespace {

/// Bytes that libmicrohttpd reads from a stream at once when it has no buffer (HTTP/1.0).
constexpr std::size_t stream_block = 4096;

constexpr std::uint16_t no_content = 204;
constexpr std::uint16_t not_modified = 304;

using SharedBody = std::shared_ptr<const Bytes>;

void release_body(void* body) noexcept
{
    delete static_cast<SharedBody*>(body);
}

ResponsePtr checked(MHD_Response* response)
{
    if (response == nullptr) throw std::bad_alloc{};
    return ResponsePtr{response};
}

ResponsePtr with_body(const SharedBody& body)
{
    auto kept = std::make_unique<SharedBody>(body);
    auto* const bytes = const_cast<std::uint8_t*>(body->data());  // libmicrohttpd only reads it
    auto response =
        checked(MHD_create_response_from_buffer_with_free_callback_cls(body->size(), bytes, &release_body, kept.get()));
    (void)kept.release();
    return response;
}

ResponsePtr without_body()
{
    return checked(MHD_create_response_from_buffer(0, nullptr, MHD_RESPMEM_PERSISTENT));
}

/// Without Content-Length, for a 304 without a body and the HEAD of a stream: 0 is not the length of the 200 (RFC 9110
/// section 8.6). libmicrohttpd 0.9.75 omits the field only when it closes the connection, and sends the end of a
/// chunked body even to a HEAD. A 304 with the body of the 200 avoids this: its length is sent, the body is not.
#if MHD_VERSION >= 0x01000000
ResponsePtr head_alone()
{
    auto response = without_body();
    MHD_set_response_options(response.get(), MHD_RF_HEAD_ONLY_RESPONSE, MHD_RO_END);
    return response;
}
#else
ssize_t read_nothing(void* /*closure*/, std::uint64_t /*position*/, char* /*room*/, std::size_t /*size*/) noexcept
{
    return MHD_CONTENT_READER_END_OF_STREAM;
}

ResponsePtr head_alone()
{
    auto response =
        checked(MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, stream_block, &read_nothing, nullptr, nullptr));
    MHD_set_response_options(response.get(), MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
    return response;
}
#endif

ResponsePtr body_of(const HttpResponse& response)
{
    const bool is_empty = response.body == nullptr || response.body->empty() || response.status == no_content;
    if (is_empty && response.status == not_modified) return head_alone();
    return is_empty ? without_body() : with_body(response.body);
}

void add_fields(MHD_Response* to, const HttpFields& fields)
{
    for (const auto& [name, value] : fields)
        MHD_add_response_header(to, name.c_str(), value.c_str());
}

}  // namespace

ResponsePtr make_response(const HttpResponse& response, bool is_last)
{
    auto made = body_of(response);
    add_fields(made.get(), response.fields);
    if (is_last) MHD_add_response_header(made.get(), MHD_HTTP_HEADER_CONNECTION, "close");
    return made;
}

ResponsePtr make_head(const HttpResponse& head)
{
    auto made = head_alone();
    add_fields(made.get(), head.fields);
    return made;
}

ResponsePtr make_stream(const HttpResponse& head, MHD_ContentReaderCallback read, void* closure)
{
    auto made = checked(MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, stream_block, read, closure, nullptr));
    add_fields(made.get(), head.fields);
    return made;
}

}  // namespace coapnode::http
