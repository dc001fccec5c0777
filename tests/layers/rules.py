# SPDX-License-Identifier: MIT
"""What may use what. A new folder, or a new library from outside, gets its row here.

Folders are spelled as in #include lines: "coapnode/loop" is include/coapnode/loop, "loop" is src/loop.
"""

L0 = ["coapnode/core"]
L1 = L0 + ["coapnode/hal", "coapnode/loop", "coapnode/store"]
L2 = L1 + ["coapnode/sensors", "coapnode/rest", "coapnode/uri", "coapnode/yaml"]
L2 += ["coapnode/http", "coapnode/credentials", "coapnode/config", "coapnode/config/file"]
L3 = L2 + ["node", "resources", "directory", "show"]
COAP = ["coap/" + room for room in ("message", "wire", "observe", "multicast", "server", "client")]
GATEWAY = ["gateway", "gateway/mapping", "gateway/config", "gateway/access", "gateway/exposition"]
ADAPTERS = ["hal/linux", "hal/mock", "loop", "service", "store", "http"] + COAP

# What the files of a folder may include, besides those of the folder itself.
MAY_INCLUDE = {
    # L0
    "coapnode/core": [],
    "core": L0,
    # L1: interfaces; src/hal holds what is common to the back ends
    "coapnode/hal": L0,
    "coapnode/loop": L0,
    "coapnode/store": L0,
    "hal": L0 + ["coapnode/hal"],
    # L2: yaml knows no node; config/file works on the file that config reads
    "coapnode/sensors": L1,
    "coapnode/rest": L1,
    "coapnode/yaml": L1,
    "coapnode/config": L1 + ["coapnode/sensors", "coapnode/yaml"],
    "coapnode/config/file": L1 + ["coapnode/yaml", "coapnode/config"],
    "sensors": L1 + ["coapnode/sensors"],
    "rest": L1 + ["coapnode/rest"],
    "coapnode/uri": L0,
    "coapnode/http": L0,
    "uri": L0 + ["coapnode/uri"],
    "yaml": L1 + ["coapnode/yaml"],
    "psk": L1 + ["coapnode/yaml", "yaml"],
    "coapnode/credentials": L1 + ["coapnode/uri", "coapnode/yaml"],
    "credentials": L1 + ["coapnode/credentials", "coapnode/uri", "coapnode/yaml", "yaml", "psk"],
    "config": L1 + ["coapnode/sensors", "coapnode/config", "coapnode/yaml", "yaml", "psk"],
    "config/file": L1 + ["coapnode/config", "coapnode/config/file", "coapnode/yaml", "yaml", "psk", "config"],
    # L3
    "node": L2,
    "resources": L2 + ["node"],
    "directory": L1 + ["coapnode/config", "coapnode/rest"],
    "show": L0 + ["coapnode/rest", "coapnode/uri"],
    # The gateway: mapping, access and exposition are pure; core joins them; config is its table of keys.
    "gateway/mapping": L0 + ["coapnode/http", "coapnode/rest", "uri", "coapnode/uri", "show"],
    "gateway/config": L1 + ["coapnode/config", "coapnode/config/file", "coapnode/uri", "coapnode/yaml", "config", "yaml", "psk"],
    "gateway/access": L1 + ["coapnode/http", "gateway/config", "gateway/mapping"],
    "gateway/exposition": L0,
    "gateway": L1
    + ["coapnode/config", "coapnode/http", "coapnode/rest", "coapnode/uri", "uri", "show"]
    + ["gateway/mapping", "gateway/config", "gateway/access", "gateway/exposition"],
    # L4: no adapter includes another one
    # src/hal/kernel reads sysfs, for both back ends
    "hal/kernel": L0 + ["coapnode/hal", "hal"],
    "hal/linux": L1 + ["hal", "hal/kernel"],
    "hal/mock": L1 + ["hal", "hal/kernel"],
    # service has the daemon's loop, which needs libsystemd
    "loop": L1,
    "service": L1 + ["loop"],
    "store": L1,
    "http": L1 + ["coapnode/http", "coapnode/config"],
    # The rooms of coap, bottom up: message is pure, wire knows neither server nor client.
    "coap/message": L1 + ["coapnode/rest"],
    "coap/wire": L1 + ["coapnode/rest", "coapnode/config", "coap/message"],
    "coap/observe": L1 + ["coapnode/rest", "coapnode/config", "coap/message", "coap/wire"],
    "coap/multicast": L1 + ["coapnode/rest", "coapnode/config", "coap/message", "coap/wire"],
    "coap/server": L1
    + ["coapnode/rest", "coapnode/config", "coap/message", "coap/wire", "coap/observe", "coap/multicast"],
    "coap/client": L1 + ["coapnode/rest", "coapnode/config", "coap/message", "coap/wire", "coap/multicast"],
    # static files that no C++ includes
    "page": [],
    # L5
    # What both daemons are made of.
    "apps/daemon": L1 + ["coapnode/yaml", "yaml", "node", "service"],
    "apps/coapnoded": L3 + ADAPTERS + ["apps/daemon"],
    "apps/coapnode": L3 + ADAPTERS + ["yaml"],
    "apps/coapnode-gateway": L3 + GATEWAY + ADAPTERS + ["yaml", "apps/daemon"],
}

# The CMake library that holds the code behind the headers of these folders. include/coapnode/loop and
# include/coapnode/store are interfaces alone.
LIBRARY_OF = {
    "coapnode/core": "coapnode_core",
    "core": "coapnode_core",
    "coapnode/hal": "coapnode_hal",
    "hal": "coapnode_hal",
    "coapnode/sensors": "coapnode_sensors",
    "sensors": "coapnode_sensors",
    "coapnode/rest": "coapnode_rest",
    "rest": "coapnode_rest",
    "coapnode/uri": "coapnode_uri",
    "uri": "coapnode_uri",
    "coapnode/yaml": "coapnode_yaml",
    "yaml": "coapnode_yaml",
    "psk": "coapnode_psk",
    "coapnode/credentials": "coapnode_credentials",
    "credentials": "coapnode_credentials",
    "coapnode/config": "coapnode_config",
    "config": "coapnode_config",
    "coapnode/config/file": "coapnode_config_file",
    "config/file": "coapnode_config_file",
    "node": "coapnode_node",
    "resources": "coapnode_resources",
    "hal/kernel": "coapnode_hal_kernel",
    "hal/linux": "coapnode_hal_linux",
    "hal/mock": "coapnode_hal_mock",
    "loop": "coapnode_loop",
    "service": "coapnode_service",
    "store": "coapnode_store",
    "directory": "coapnode_directory",
    "show": "coapnode_show",
    "coap/message": "coapnode_coap_message",
    "coap/wire": "coapnode_coap_wire",
    "coap/observe": "coapnode_coap_observe",
    "coap/multicast": "coapnode_coap_multicast",
    "coap/server": "coapnode_coap_server",
    "coap/client": "coapnode_coap_client",
    "http": "coapnode_http",
    "gateway/mapping": "coapnode_gateway_mapping",
    "gateway/config": "coapnode_gateway_config",
    "gateway/access": "coapnode_gateway_access",
    "gateway/exposition": "coapnode_gateway_exposition",
    "gateway": "coapnode_gateway_core",
    "apps/daemon": "coapnode_daemon",
    "apps/coapnoded": "coapnode_daemon_program",
    "apps/coapnode": "coapnode_client_program",
    "apps/coapnode-gateway": "coapnode_gateway_program",
}

# What a folder calls through an interface without an object, and so needs when it is linked: monotonic_now().
LINK_ONLY = {"coap/wire": ["coapnode_loop"]}

# Libraries from outside: how their headers begin, their CMake target, the folders or files that may use them.
# None: everybody may.
THE_LOG = ["src/core/log.cpp", "include/coapnode/core/log.hpp"]
FENCES = [
    ("coap3/", "PkgConfig::LIBCOAP", ["src/coap"]),
    ("gnutls/", "PkgConfig::GNUTLS", ["src/coap/wire", "src/gateway/access/secret.cpp", "src/http/direct_answer.cpp"]),
    ("yaml-cpp/", "yaml-cpp-or-archive", ["src/yaml"]),
    ("gpiod.h", "PkgConfig::GPIOD", ["src/hal/linux"]),
    ("linux/i2c", None, ["src/hal/linux"]),
    ("thread", "Threads::Threads", ["src/loop"]),
    ("systemd/", "PkgConfig::SYSTEMD", ["src/service", "src/apps"] + THE_LOG),
    ("microhttpd.h", "PkgConfig::MICROHTTPD", ["src/http"]),
    ("qrencode.h", "PkgConfig::QRENCODE", ["src/apps/coapnode-gateway/qr_code.cpp"]),
    ("CLI/", "CLI11::CLI11", ["src/apps/daemon", "src/apps/coapnoded", "src/apps/coapnode-gateway"]),
    (
        "nlohmann/",
        "nlohmann_json::nlohmann_json",
        [
            "src/rest",
            "include/coapnode/rest",
            "src/resources",
            "src/show",
            "src/store",
            "src/apps/coapnode/payload.cpp",
        ],
    ),
    ("sqlite3.h", "PkgConfig::SQLITE", ["src/store"]),
    ("tl/", "tl::expected", None),
]

MOST_LINES = 400

# Where clocks may be read.
CLOCKS = ["src/loop"]

# Where a variable may outlive its function: libcoap calls recvmsg() by name, and it has no argument for an object of ours.
VARIABLES = ["src/coap/wire/inbox.cpp"]
