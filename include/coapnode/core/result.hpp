// SPDX-License-Identifier: MIT
/// `Result<T>`: a value or an `Error`. Expected failures are returned this way; exceptions are for start-up only.
#pragma once

#include "coapnode/core/error.hpp"

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace coapnode {

template <class T>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

inline Failure fail(Errc code, std::string message)
{
    return Failure{Error{code, std::move(message)}};
}

/// Passes an error on to the caller: `if (!sent) return fail(sent);`
template <class T>
Failure fail(const Result<T>& failed)
{
    return Failure{failed.error()};
}

}  // namespace coapnode
