// SPDX-License-Identifier: MIT
/// Reads request line and fields from libmicrohttpd.
#pragma once

#include "coapnode/http/message.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

struct MHD_Connection;

namespace coapnode::http {

/// The texts of a request line, in libmicrohttpd's memory.
struct RequestLine {
    const char* method;
    const char* target;   ///< "" when the line has none
    const char* version;  ///< "HTTP/1.1"
};

/// As it was received.
struct RawField {
    std::string_view name;
    std::string_view value;
};
using RawFields = std::vector<RawField>;

/// Keeps libmicrohttpd from making a record of each item of a query and of each cookie, which nobody asks for. They
/// would fill the memory of the connection: after 250 items 0.9.75 answers nothing, after a long Cookie it writes two
/// heads. To be called when `target` was received, with the text in libmicrohttpd's memory: its query is cut off.
void keep_items_unread(MHD_Connection* connection, const char* target);

/// The texts belong to libmicrohttpd and are valid until the request ends.
RawFields read_raw_fields(MHD_Connection* connection);

/// Names in lower case, values without surrounding blanks, with all repetitions.
HttpFields to_fields(const RawFields& fields);

/// Whether every line of the head ended in CR LF, no value went on in a further line (obs-fold), and no NUL hid a part
/// of it. Of libmicrohttpd 0.9.75, which takes all of these, this can be seen: the texts stand where they were
/// received, so that the gaps between them say what was there. 1.0.1 refuses them by itself: always true.
///
/// `target_size`: of the raw target, with its query.
bool is_head_well_formed(MHD_Connection* connection, const RequestLine& line, std::size_t target_size,
                         const RawFields& fields);

/// Bytes of the head in libmicrohttpd's memory, with its records of the fields; nullopt: it is not received as a whole.
std::optional<std::size_t> memory_of_head(MHD_Connection* connection, const RawFields& fields);

}  // namespace coapnode::http
