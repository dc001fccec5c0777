// SPDX-License-Identifier: MIT
/// The fuzzers say what must hold by CHECK and REQUIRE, as the unit tests do: one that fails is a crash to libFuzzer.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>

namespace {

void crash(const doctest::AssertData& failed)
{
    if (!failed.m_failed) return;
    std::fprintf(stderr, "%s:%d: %s is not true: %s\n", failed.m_file, failed.m_line, failed.m_expr,
                 failed.m_decomp.c_str());
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/)
{
    static doctest::Context context;
    context.setAsDefaultForAssertsOutOfTestCases();
    context.setAssertHandler(&crash);
    return 0;
}
