// SPDX-License-Identifier: MIT
#include "coap/wire/low_descriptors.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>

#include <vector>

using namespace coapnode;

namespace {

/// Opens descriptors until none below LowDescriptors::end is free.
struct AllLowInUse {
    AllLowInUse()
    {
        ::getrlimit(RLIMIT_NOFILE, &before);
        const rlimit enough{std::min<rlim_t>(before.rlim_max, 2 * LowDescriptors::end), before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &enough);
        for (;;) {
            FileDescriptor next{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
            if (!next.is_open() || next.get() >= LowDescriptors::end) break;
            open.push_back(std::move(next));
        }
    }
    ~AllLowInUse()
    {
        open.clear();
        ::setrlimit(RLIMIT_NOFILE, &before);
    }
    AllLowInUse(const AllLowInUse&) = delete;
    AllLowInUse& operator=(const AllLowInUse&) = delete;

    rlimit before{};
    std::vector<FileDescriptor> open;
};

int next_descriptor()
{
    return FileDescriptor{::open("/dev/null", O_RDONLY | O_CLOEXEC)}.get();
}

}  // namespace

TEST_CASE("descriptors below 1 024 are there when every other one is in use")
{
    LowDescriptors low{2};
    CHECK(low.kept() == 2);
    AllLowInUse crowd;
    CHECK((next_descriptor() >= LowDescriptors::end || next_descriptor() == -1));

    std::vector<FileDescriptor> sessions;
    for (const std::size_t left : {1U, 0U}) {
        REQUIRE(low.release_one());
        CHECK(low.kept() == left);
        sessions.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        CHECK(sessions.back().get() < LowDescriptors::end);
    }
    CHECK(low.release_one().error() == Errc::busy);

    SUBCASE("what a session gives back is kept again")
    {
        sessions.pop_back();
        low.keep();
        CHECK(low.kept() == 1);
        CHECK(low.release_one());
    }
    SUBCASE("what anybody gives back is taken")
    {
        crowd.open.pop_back();
        CHECK(low.release_one());
        CHECK(next_descriptor() < LowDescriptors::end);
    }
}

TEST_CASE("where there is room, none of those kept is used")
{
    LowDescriptors low{3};
    CHECK(low.release_one());
    CHECK(low.kept() == 3);
}
