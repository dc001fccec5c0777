// SPDX-License-Identifier: MIT
#include "apps/coapnode/hook.hpp"

#include "coapnode/core/file_descriptor.hpp"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>

namespace coapnode {

namespace {

/// A file without a name that holds the payload. The command reads it at any time, and nothing waits for it.
FileDescriptor file_of(const Bytes& payload)
{
    FileDescriptor file{::memfd_create("payload", MFD_CLOEXEC)};
    const auto written = ::write(file.get(), payload.data(), payload.size());
    if (written != static_cast<ssize_t>(payload.size())) return FileDescriptor{};
    ::lseek(file.get(), 0, SEEK_SET);
    return file;
}

std::vector<std::string> environment_with(const std::vector<std::pair<std::string, std::string>>& variables)
{
    std::vector<std::string> all;
    for (const auto& [name, value] : variables)
        all.push_back(name + '=' + value);
    for (char** one = environ; *one != nullptr; ++one)
        if (!std::string_view{*one}.starts_with("COAPNODE_")) all.emplace_back(*one);
    return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (auto& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// The state that the command inherits: a process group of its own, no signal that this program handles stays blocked,
/// and no descriptor but the standard ones. libcoap opens its sockets without CLOEXEC; they would keep the port.
struct SpawnPlan {
    explicit SpawnPlan(int input)
    {
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setpgroup(&attributes, 0);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes, &none);
        sigset_t ignored_here;
        sigemptyset(&ignored_here);
        sigaddset(&ignored_here, SIGPIPE);
        sigaddset(&ignored_here, SIGXFSZ);
        posix_spawnattr_setsigdefault(&attributes, &ignored_here);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    ~SpawnPlan()
    {
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

std::string end_of(int status)
{
    if (WIFSIGNALED(status)) return "ended by signal " + std::to_string(WTERMSIG(status));
    return "ended with exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Hook::Hook(EventLoop& loop, std::string command, std::function<void(const std::string&)> failed)
    : loop_{loop}, command_{std::move(command)}, failed_{std::move(failed)}, watch_{loop.on_signal(SIGCHLD, [this] {
          on_child();
      })}
{
    // A parent may have left it ignored. The kernel would then not report a child's end.
    std::signal(SIGCHLD, SIG_DFL);
}

Hook::~Hook()
{
    if (child_) ::kill(-*child_, SIGKILL);
}

void Hook::run(State state)
{
    if (is_stopped_) return;
    if (child_) {
        waiting_ = std::move(state);
    } else {
        start(state);
    }
}

void Hook::start(const State& state)
{
    const auto input = file_of(state.payload);
    if (!input.is_open())
        return failed_("the command was not run: there is too little memory or too few file descriptors");
    auto environment = environment_with(state.variables);
    std::vector<std::string> words{"sh", "-c", command_};
    const SpawnPlan plan{input.get()};
    pid_t child = 0;
    const int error = ::posix_spawn(&child, "/bin/sh", &plan.actions, &plan.attributes, pointers_to(words).data(),
                                    pointers_to(environment).data());
    if (error != 0) return failed_(std::string{"cannot start /bin/sh: "} + std::strerror(error));
    child_ = child;
}

void Hook::on_child()
{
    int status = 0;
    if (!child_ || ::waitpid(*child_, &status, WNOHANG) != *child_) return;
    child_.reset();
    if (status != 0 && !is_told_) failed_("the command " + end_of(status));
    if (waiting_) {
        const auto next = std::exchange(waiting_, std::nullopt);
        start(*next);
    }
    if (!child_ && idle_) idle_();
}

void Hook::stop(Duration grace)
{
    if (std::exchange(is_stopped_, true)) return;
    waiting_.reset();
    if (child_) end_ = loop_.after(grace, [this] { terminate(); });
}

void Hook::terminate()
{
    if (!child_) return;
    is_told_ = true;
    ::kill(-*child_, SIGTERM);
    ::kill(-*child_, SIGCONT);  // one that is suspended gets the other signal only then
    end_ = loop_.after(time_to_stop, [this] { kill(); });
}

/// Does not wait for its end: a process that waits for a device ends when that answers.
void Hook::kill()
{
    if (!child_) return;
    ::kill(-*child_, SIGKILL);
    child_.reset();
    if (idle_) idle_();
}

}  // namespace coapnode
