// SPDX-License-Identifier: MIT
#include "service/notify.hpp"

#include "service/sd_event_loop.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <array>
#include <cstdlib>
#include <string>

using namespace coapnode;

namespace {

/// A service manager's end of NOTIFY_SOCKET.
class Manager {
public:
    Manager() : socket_{socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)}
    {
        const auto path = (directory_.path() / "notify").string();
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        REQUIRE(path.size() < sizeof address.sun_path);
        path.copy(address.sun_path, path.size());
        REQUIRE(bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        setenv("NOTIFY_SOCKET", path.c_str(), 1);
    }
    Manager(const Manager&) = delete;
    Manager& operator=(const Manager&) = delete;
    ~Manager()
    {
        unsetenv("NOTIFY_SOCKET");
        unsetenv("WATCHDOG_USEC");
        unsetenv("WATCHDOG_PID");
        close(socket_);
    }

    /// The next datagram; empty when there is none.
    [[nodiscard]] std::string received() const
    {
        std::array<char, 512> buffer{};
        const auto count = recv(socket_, buffer.data(), buffer.size(), 0);
        return {buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
    }

    [[nodiscard]] int descriptor() const { return socket_; }

private:
    TemporaryDirectory directory_;
    int socket_;
};

}  // namespace

TEST_CASE("the service manager is told each state in its own datagram")
{
    const Manager manager;

    notify_ready("2 sensors, 1 LED");
    CHECK(manager.received() == "READY=1\nSTATUS=2 sensors, 1 LED");

    notify_status("bad\nREADY=1");
    CHECK_MESSAGE(manager.received() == "STATUS=bad READY=1", "a status is one line");

    notify_reloading(Instant{123'456'789us});
    CHECK(manager.received() == "RELOADING=1\nMONOTONIC_USEC=123456789");

    notify_stopping();
    CHECK(manager.received() == "STOPPING=1");
    CHECK(manager.received().empty());
}

TEST_CASE("a reload carries the monotonic clock that the manager compares with")
{
    const Manager manager;
    timespec before{};
    clock_gettime(CLOCK_MONOTONIC, &before);
    notify_reloading(SdEventLoop{}.now());
    timespec after{};
    clock_gettime(CLOCK_MONOTONIC, &after);

    const auto text = manager.received();
    const auto told = std::stoll(text.substr(text.find("MONOTONIC_USEC=") + 15));
    CHECK(told >= before.tv_sec * 1'000'000LL + before.tv_nsec / 1'000);
    CHECK(told <= after.tv_sec * 1'000'000LL + after.tv_nsec / 1'000);
}

TEST_CASE("without a service manager nothing happens")
{
    unsetenv("NOTIFY_SOCKET");
    notify_ready("x");
    notify_reloading(Instant{});
    notify_status("x");
    notify_stopping();
    CHECK_FALSE(SdEventLoop{}.start_watchdog());
}

TEST_CASE("the watchdog is fed for as long as the loop turns, when the service manager asks for it")
{
    const Manager manager;
    setenv("WATCHDOG_USEC", "40000", 1);
    SdEventLoop loop;
    REQUIRE(loop.start_watchdog());
    int pings = 0;
    const auto watch = loop.on_readable(manager.descriptor(), [&] {
        CHECK(manager.received() == "WATCHDOG=1");
        if (++pings == 3) loop.quit(0);
    });
    const auto guard = loop.after(20s, [&] { loop.quit(1); });
    CHECK(loop.run() == 0);
    CHECK(pings == 3);
}
