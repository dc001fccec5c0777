// SPDX-License-Identifier: MIT
/// CAPTURE for a clang before 16, whose lambdas cannot see a structured binding: the value becomes text at once.
#pragma once

#include <doctest/doctest.h>

#undef CAPTURE
#define CAPTURE(value) COAPNODE_CAPTURE_AS(DOCTEST_ANONYMOUS(captured_), value)
#define COAPNODE_CAPTURE_AS(text, value)                   \
    const doctest::String text = doctest::toString(value); \
    INFO(#value " := ", text)
