// SPDX-License-Identifier: MIT
/// Owns a C handle and frees it with the library's function:
/// `using ContextPtr = CPtr<coap_context_t, &coap_free_context>;`
#pragma once

#include <memory>

namespace coapnode {

template <auto Release>
struct Releaser {
    template <class T>
    void operator()(T* handle) const
    {
        Release(handle);
    }
};

template <class T, auto Release>
using CPtr = std::unique_ptr<T, Releaser<Release>>;

}  // namespace coapnode
