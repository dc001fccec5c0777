// SPDX-License-Identifier: MIT
/// A resource answers requests for one URI: a Request value in, a Response value out. It never sees a socket, an
/// address or the CoAP library.
///
/// To add a resource: a .hpp and a .cpp in src/resources, its test, a row in src/resources/uris.def.
#pragma once

#include "coapnode/core/change_signal.hpp"
#include "coapnode/rest/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace coapnode {

/// The smallest role that each method needs; nullopt: the method is answered 4.05.
struct Access {
    std::optional<Role> get;
    std::optional<Role> put;
    std::optional<Role> post;

    [[nodiscard]] std::optional<Role> needed(Method method) const;
};

inline constexpr Access for_everybody{.get = Role::none, .put = {}, .post = {}};
inline constexpr Access for_readers{.get = Role::read, .put = {}, .post = {}};
inline constexpr Access for_controllers{.get = Role::read, .put = Role::control, .post = Role::control};

/// What /.well-known/core says about a resource (RFC 6690, RFC 7252 section 7.2.1), and which roles may use it.
struct Description {
    std::string path;           ///< "leds/led", without the first slash
    std::string resource_type;  ///< rt: one or more words
    std::string interface;      ///< if: core.s, core.a, core.p ... (draft-ietf-core-interfaces)
    std::string title;
    std::vector<ContentFormat> formats;  ///< the choices for Accept; the first is the default
    Access access;
    std::size_t largest_body = 1024;  ///< of a PUT or POST, in bytes, all its blocks together
    bool observable = false;          ///< obs (RFC 7641 section 6); set by the Site
};

/// A state that conditional attributes can compare.
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
    /// `format` is the format for the body of the answer, if it has one, as for get().
    virtual Response post(const Request& request, ContentFormat format);

    /// Emitted whenever the answer of get() may have changed; nullptr: not observable.
    [[nodiscard]] virtual ChangeSignal* changes() { return nullptr; }

    /// The state as one number, in the unit that get() shows, or as one truth value; nullopt when it is neither, or
    /// when there is no state yet.
    [[nodiscard]] virtual std::optional<Scalar> scalar() const { return std::nullopt; }

private:
    Description description_;
};

}  // namespace coapnode
