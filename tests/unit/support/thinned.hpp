// SPDX-License-Identifier: MIT
/// How often a test repeats one step. The sanitizers make it ten times as slow; what they find, they find early.
#pragma once

namespace coapnode {

#ifdef COAPNODE_SANITIZED
inline constexpr int thinned_by = 10;
#else
inline constexpr int thinned_by = 1;
#endif

template <class Number>
constexpr Number thinned(Number repetitions)
{
    return repetitions / Number{thinned_by};
}

}  // namespace coapnode
