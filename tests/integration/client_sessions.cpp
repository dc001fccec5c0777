// SPDX-License-Identifier: MIT
/// Many DTLS sessions with one node in one process: what they cost, and whether one can be opened anew while 1 500
/// descriptors are open. Arguments: the node's port, the identity, its key, how many sessions. Prints one JSON object.
#include "apps/coapnode/runtime.hpp"
#include "coap/client/client_exchange.hpp"
#include "coap/client/route.hpp"
#include "coapnode/core/file_descriptor.hpp"

#include <fcntl.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <stdexcept>

using namespace coapnode;

namespace {

constexpr std::size_t at_once = 20;
constexpr std::size_t rounds = 5;
constexpr std::size_t most_descriptors = 1500;

std::int64_t cpu_nanoseconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

std::size_t resident_kilobytes()
{
    std::ifstream status{"/proc/self/status"};
    for (std::string word; status >> word;)
        if (word == "VmRSS:" && status >> word) return std::stoul(word);
    throw std::runtime_error{"no VmRSS"};
}

class Crowd {
public:
    Crowd(Runtime& runtime, Destination destination, std::size_t count)
        : runtime_{runtime}, destination_{std::move(destination)}, members_(count)
    {
    }

    /// A GET on each session, which is opened where it is not. The loop ends where one is not answered.
    void ask_all(std::function<void()> then)
    {
        then_ = std::move(then);
        next_ = answered_ = 0;
        while (next_ < std::min(at_once, members_.size()))
            ask(members_[next_++]);
    }

    void forget_one() { members_.front() = {}; }

private:
    struct Member {
        std::unique_ptr<Session> session;
        std::unique_ptr<ClientExchange> exchange;
    };

    void ask(Member& member)
    {
        if (!member.session) member.session = Session::open(runtime_.requester, destination_).value();
        ExchangeOptions options;
        options.timeout = 60s;
        member.exchange =
            std::make_unique<ClientExchange>(*member.session, OutgoingRequest{Method::get, {"led"}, {}}, options,
                                             [this](const Result<IncomingResponse>& result) { on_answer(result); });
    }

    void on_answer(const Result<IncomingResponse>& result)
    {
        if (!result || !result->is(Code::content)) {
            std::cerr << (result ? "an answer with an error" : result.error().message) << '\n';
            return runtime_.loop.quit(1);
        }
        if (++answered_ == members_.size()) return std::exchange(then_, nullptr)();
        if (next_ < members_.size()) ask(members_[next_++]);
    }

    Runtime& runtime_;
    Destination destination_;
    std::vector<Member> members_;
    std::function<void()> then_;
    std::size_t next_ = 0;
    std::size_t answered_ = 0;
};

/// So many that every further one is beyond what select() can wait for.
std::vector<FileDescriptor> open_descriptors()
{
    const rlimit enough{most_descriptors + 100, most_descriptors + 100};
    if (::setrlimit(RLIMIT_NOFILE, &enough) != 0) throw std::runtime_error{"too low a limit of descriptors"};
    std::vector<FileDescriptor> open;
    do {
        open.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    } while (open.back().get() < static_cast<int>(most_descriptors) && open.back().is_open());
    return open;
}

class Measurement {
public:
    Measurement(Runtime& runtime, const Destination& destination, std::size_t count)
        : runtime_{runtime}, crowd_{runtime, destination, count}, count_{count}, memory_{resident_kilobytes()}
    {
        crowd_.ask_all([this] { on_open(); });
    }

private:
    void on_open()
    {
        grown_ = resident_kilobytes() - memory_;
        handshakes_ = cpu_nanoseconds();
        ask_again();
    }

    void ask_again()
    {
        if (round_++ < rounds) return crowd_.ask_all([this] { ask_again(); });
        spent_ = cpu_nanoseconds() - handshakes_;
        descriptors_ = open_descriptors();
        crowd_.forget_one();
        crowd_.ask_all([this] { print(); });
    }

    void print()
    {
        const auto count = static_cast<double>(count_);
        std::printf(
            "{\"sessions\":%zu,\"kilobytes_per_session\":%.1f,\"handshake_us\":%.1f,\"get_us\":%.1f,"
            "\"highest_descriptor\":%d}\n",
            count_, static_cast<double>(grown_) / count, static_cast<double>(handshakes_) / 1000 / count,
            static_cast<double>(spent_) / 1000 / (count * rounds), descriptors_.back().get());
        runtime_.loop.quit(0);
    }

    Runtime& runtime_;
    Crowd crowd_;
    std::size_t count_;
    std::size_t memory_;
    std::size_t grown_ = 0;
    std::int64_t handshakes_ = 0;
    std::int64_t spent_ = 0;
    std::size_t round_ = 0;
    std::vector<FileDescriptor> descriptors_;
};

int run(std::uint16_t port, const std::string& identity, const std::string& key, std::size_t count)
{
    Runtime runtime{LogLevel::error, Dtls::wanted};
    const Destination node{*peer_at({"127.0.0.1", port}), ClientKey{identity, to_bytes(key)}, {}};
    const Measurement measurement{runtime, node, count};
    return runtime.loop.run();
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 5) return 2;
    try {
        return run(static_cast<std::uint16_t>(std::stoul(argv[1])), argv[2], argv[3], std::stoul(argv[4]));
    } catch (const std::exception& failure) {
        std::cerr << "client_sessions: " << failure.what() << '\n';
        return 1;
    }
}
