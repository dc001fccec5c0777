// SPDX-License-Identifier: MIT
/// One URI: a Request value in, a Response value out. A resource never sees a socket, an address or a library.
///
/// A new resource: a .hpp and a .cpp in src/resources, its test, one row in src/resources/uris.def.
#pragma once

#include "coapnode/core/change_signal.hpp"
#include "coapnode/rest/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace coapnode {

/// The smallest role a method needs; none given: 4.05 for everybody.
struct Access {
    std::optional<Role> get;
    std::optional<Role> put;
    std::optional<Role> post;

    [[nodiscard]] std::optional<Role> needed(Method method) const;
};

inline constexpr Access for_everybody{.get = Role::none, .put = {}, .post = {}};
inline constexpr Access for_readers{.get = Role::read, .put = {}, .post = {}};
inline constexpr Access for_controllers{.get = Role::read, .put = Role::control, .post = Role::control};

/// What /.well-known/core says of a resource (RFC 6690, RFC 7252 section 7.2.1), and who may use it.
struct Description {
    std::string path;           ///< "leds/led", without the first slash
    std::string resource_type;  ///< rt, one or several words
    std::string interface;      ///< if: core.s, core.a, core.p ... (draft-ietf-core-interfaces)
    std::string title;
    std::vector<ContentFormat> formats;  ///< what Accept may choose; the first is the default
    Access access;
    std::size_t largest_body = 1024;  ///< of a PUT or POST, put together from however many blocks
    bool observable = false;          ///< obs (RFC 7641 section 6); the Site fills it in
};

/// A state that conditions can be put on.
using Scalar = std::variant<bool, double>;

class Resource {
public:
    explicit Resource(Description description) : description_{std::move(description)} {}
    virtual ~Resource() = default;
    Resource(const Resource&) = delete;
    Resource& operator=(const Resource&) = delete;

    [[nodiscard]] const Description& description() const { return description_; }

    /// `format` is one of description().formats.
    virtual Response get(const Request& request, ContentFormat format) = 0;
    virtual Response put(const Request& request);
    /// `format` as for get(): what the answer, if it has a body, is wanted in.
    virtual Response post(const Request& request, ContentFormat format);

    /// Emitted whenever get() may answer something new; nullptr: cannot be observed.
    [[nodiscard]] virtual ChangeSignal* changes() { return nullptr; }

    /// The state where it is one number, in the unit that get() shows, or one truth value; nullopt where it is not, and
    /// while there is none.
    [[nodiscard]] virtual std::optional<Scalar> scalar() const { return std::nullopt; }

private:
    Description description_;
};

}  // namespace coapnode
