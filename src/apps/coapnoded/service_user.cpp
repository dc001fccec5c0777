// SPDX-License-Identifier: MIT
#include "apps/coapnoded/service_user.hpp"

#include "coapnode/config/file/key_files.hpp"
#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/file_io.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

namespace coapnode {

namespace {

constexpr std::size_t longest_answer = 1'000'000;

struct Denied {
    std::filesystem::path path;
    bool is_way{};  ///< a folder on the way, which cannot be entered
};

bool may(const std::filesystem::path& path, int mode)
{
    return ::access(path.c_str(), mode) == 0;
}

std::optional<Denied> denied(const Need& need)
{
    for (auto way = need.path.parent_path(), end = need.path.root_path(); way != end; way = way.parent_path()) {
        if (way.empty()) break;
        if (may(way, X_OK) || errno != EACCES) continue;
        // A folder higher up may hide this one.
        if (way.parent_path() == way || may(way.parent_path(), X_OK)) return Denied{way, true};
    }
    constexpr std::array<int, 3> modes{R_OK, W_OK, W_OK | X_OK};
    if (may(need.path, modes[static_cast<std::size_t>(need.kind)]) || errno != EACCES) return std::nullopt;
    return Denied{need.path, false};
}

std::string sentence_for(const std::string& user, const Need& need, const Denied& what)
{
    const auto path = what.path.string();
    const auto share = [&](const char* right) {
        return "chgrp " + user + ' ' + path + " && chmod g+" + right + ' ' + path;
    };
    if (what.is_way) return "the service's user " + user + " cannot enter " + path + ": " + share("x");
    switch (need.kind) {
    case Need::Kind::read:
        return "the service's user " + user + " cannot read it: " + share("r");
    case Need::Kind::write:
    case Need::Kind::make_entries:
        return "the service's user " + user + " cannot write to it: chown " + user + ' ' + path;
    }
    return {};
}

/// In the child: one line for each missing access, a letter and the path that prevents it.
[[noreturn]] void answer_as(const passwd& user, const std::vector<Need>& needs, int to)
{
    const bool is_user =
        ::initgroups(user.pw_name, user.pw_gid) == 0 && ::setgid(user.pw_gid) == 0 && ::setuid(user.pw_uid) == 0;
    std::string lines;
    for (const auto& need : needs) {
        const auto found = is_user ? denied(need) : std::nullopt;
        lines += found ? (found->is_way ? 'w' : 'd') + found->path.string() + '\n' : "-\n";
    }
    ::_exit(write_all(to, lines));
}

std::string asked_in_child(const passwd& user, const std::vector<Need>& needs)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
    const FileDescriptor from{ends[0]};
    FileDescriptor to{ends[1]};
    const auto child = ::fork();
    if (child == 0) answer_as(user, needs, to.get());
    to.reset();
    std::string lines;
    if (child < 0) return {};
    static_cast<void>(read_all(from.get(), lines, longest_answer));
    ::waitpid(child, nullptr, 0);
    return lines;
}

}  // namespace

std::vector<Need> needs_of(const std::filesystem::path& file, const Config* config)
{
    std::vector<Need> needs{{std::filesystem::absolute(file), Need::Kind::read}};
    if (const auto keys = wanted_keys_of(file)) {
        for (const auto& key : keys->files) {
            std::error_code ignored;
            if (std::filesystem::exists(key.file, ignored))
                needs.push_back({std::filesystem::absolute(key.file), Need::Kind::read});
        }
    }
    if (config == nullptr) return needs;
    needs.push_back({config->state, Need::Kind::make_entries});
    needs.push_back({config->state / "state.json", Need::Kind::write});
    if (config->history) needs.push_back({config->history->path, Need::Kind::write});
    return needs;
}

Mistakes denied_to(const std::string& user, const std::vector<Need>& needs)
{
    const auto* const found = ::geteuid() == 0 ? ::getpwnam(user.c_str()) : nullptr;
    if (found == nullptr) return {};
    const auto answer = asked_in_child(*found, needs);
    std::string_view rest{answer};
    Mistakes mistakes;
    for (const auto& need : needs) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line.empty() || line.front() == '-') continue;
        const Denied what{line.substr(1), line.front() == 'w'};
        mistakes.push_back({need.path.string(), 0, 0, sentence_for(user, need, what)});
    }
    return mistakes;
}

}  // namespace coapnode
