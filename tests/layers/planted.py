#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: MIT
"""Tries check.py: each row plants a file into a small tree and says what is to be found in it.

Usage: planted.py
"""

import pathlib
import sys
import tempfile

import check

TREE = {
    "src/node/middle.hpp": '#include "node/end.hpp"\n',
    "src/node/end.hpp": '#include "node/begin.hpp"\n',
    "src/hal/failures.hpp": '#include "coapnode/hal/hardware.hpp"\n',
    "src/CMakeLists.txt": "add_subdirectory(core)\n",
    "src/core/CMakeLists.txt": "coapnode_library(core a.cpp)\n"
    "target_link_libraries(coapnode_core PUBLIC tl::expected)\n",
    "src/hal/CMakeLists.txt": "coapnode_library(hal a.cpp)\ntarget_link_libraries(coapnode_hal PUBLIC coapnode_core)\n",
    "src/sensors/CMakeLists.txt": "coapnode_library(sensors a.cpp)\n"
    "target_link_libraries(coapnode_sensors PUBLIC coapnode_hal)\n",
    "src/rest/CMakeLists.txt": "coapnode_library(rest a.cpp)\n"
    "target_link_libraries(coapnode_rest PUBLIC coapnode_core nlohmann_json::nlohmann_json)\n",
    "src/config/CMakeLists.txt": "coapnode_library(config a.cpp)\n"
    "target_link_libraries(coapnode_config PUBLIC coapnode_sensors coapnode_yaml)\n",
    "src/yaml/CMakeLists.txt": "coapnode_library(yaml a.cpp)\n"
    "target_link_libraries(coapnode_yaml PUBLIC coapnode_core PRIVATE yaml-cpp-or-archive)\n",
    "src/node/CMakeLists.txt": "coapnode_library(node a.cpp)\n"
    "target_link_libraries(coapnode_node PUBLIC coapnode_sensors coapnode_config)\n",
    "src/loop/CMakeLists.txt": "coapnode_library(loop a.cpp)\n"
    "target_link_libraries(coapnode_loop PUBLIC coapnode_core Threads::Threads)\n",
    "src/service/CMakeLists.txt": "coapnode_library(service a.cpp)\n"
    "target_link_libraries(coapnode_service PUBLIC coapnode_loop PkgConfig::SYSTEMD)\n",
    "src/coap/message/CMakeLists.txt": "coapnode_library(\n    coap_message\n    a.cpp)  # ( a comment\n"
    "target_link_libraries(coapnode_coap_message PUBLIC coapnode_rest PkgConfig::LIBCOAP)\n",
    "src/coap/wire/CMakeLists.txt": "coapnode_library(coap_wire a.cpp)\n"
    "target_link_libraries(coapnode_coap_wire PUBLIC coapnode_coap_message coapnode_config)\n",
    "src/coap/server/CMakeLists.txt": "coapnode_library(coap_server a.cpp)\n"
    "target_link_libraries(coapnode_coap_server PUBLIC coapnode_coap_wire)\n",
    "src/apps/coapnoded/CMakeLists.txt": "coapnode_library(daemon_program a.cpp)\n"
    "target_link_libraries(coapnode_daemon_program PUBLIC coapnode_coap_server coapnode_service PRIVATE CLI11::CLI11)\n"
    "add_executable(coapnoded main.cpp)\ntarget_link_libraries(coapnoded PRIVATE coapnode_daemon_program)\n",
}

# What is planted where, and the lines that are found, without the file's name.
FINE = []
ROWS = [
    # Layers, one room after the other.
    ("src/node/x.cpp", '#include "coapnode/config/config.hpp"\n#include "node/led.hpp"\n#include <vector>\n', FINE),
    ("src/coap/server/x.cpp", '#include "coapnode/rest/site.hpp"\n#include <coap3/coap.h>\n', FINE),
    ("src/apps/coapnoded/x.cpp", '#include "coap/server/server.hpp"\n#include "loop/event_loop.hpp"\n', FINE),
    ("src/config/x.cpp", '#include "coapnode/sensors/models.hpp"\n', FINE),
    ("src/core/x.cpp", '\n#include "coapnode/hal/hardware.hpp"\n', ["2: core may not include coapnode/hal"]),
    (
        "include/coapnode/core/x.hpp",
        '#include "coapnode/loop/scheduler.hpp"\n',
        ["1: coapnode/core may not include coapnode/loop"],
    ),
    (
        "include/coapnode/hal/x.hpp",
        '#include "coapnode/loop/scheduler.hpp"\n',
        ["1: coapnode/hal may not include coapnode/loop"],
    ),
    (
        "include/coapnode/sensors/x.hpp",
        '#include "coapnode/config/config.hpp"\n',
        ["1: coapnode/sensors may not include coapnode/config"],
    ),
    ("src/sensors/x.cpp", '#include "coapnode/config/config.hpp"\n', ["1: sensors may not include coapnode/config"]),
    ("src/rest/x.cpp", '#include "coapnode/sensors/sensor.hpp"\n', ["1: rest may not include coapnode/sensors"]),
    ("src/rest/x.cpp", '#include "node/led.hpp"\n', ["1: rest may not include node"]),
    ("src/config/x.cpp", '#include "coapnode/rest/site.hpp"\n', ["1: config may not include coapnode/rest"]),
    ("src/config/x.cpp", '#include "sensors/crc8.hpp"\n', ["1: config may not include sensors"]),
    ("src/config/x.cpp", '#include "yaml/tree.hpp"\n', FINE),
    ("src/yaml/x.cpp", "#include <yaml-cpp/parser.h>\n", FINE),
    ("src/yaml/x.cpp", '#include "coapnode/config/config.hpp"\n', ["1: yaml may not include coapnode/config"]),
    ("src/config/x.cpp", '#include "config/file/key_document.hpp"\n', ["1: config may not include config/file"]),
    ("src/node/x.cpp", '#include "resources/info.hpp"\n', ["1: node may not include resources"]),
    ("src/node/x.cpp", '#include "loop/event_loop.hpp"\n', ["1: node may not include loop"]),
    ("src/loop/x.cpp", '#include "coapnode/rest/site.hpp"\n', ["1: loop may not include coapnode/rest"]),
    ("src/coap/server/x.cpp", '#include "loop/event_loop.hpp"\n', ["1: coap/server may not include loop"]),
    ("src/coap/server/x.cpp", '#include "node/led.hpp"\n', ["1: coap/server may not include node"]),
    ("src/hal/linux/x.cpp", '#include "hal/mock/world.hpp"\n', ["1: hal/linux may not include hal/mock"]),
    ("src/hal/mock/x.cpp", '  #  include "hal/linux/errors.hpp" // why\n', ["1: hal/mock may not include hal/linux"]),
    ("src/hal/x.cpp", '#include "hal/linux/errors.hpp"\n', ["1: hal may not include hal/linux"]),
    (
        "src/core/x.cpp",
        '#include "../hal/x.hpp"\n',
        ['1: "../hal/x.hpp" names no folder of ours: write the path from include/ or src/'],
    ),
    (
        "src/core/x.cpp",
        '#include "x.hpp"\n',
        ['1: "x.hpp" names no folder of ours: write the path from include/ or src/'],
    ),
    ("src/node/x.cpp", "#include <rest/site.hpp>\n", ["1: <rest/site.hpp> is ours: it stands in quotes"]),
    ("src/ftp/x.cpp", "", ["1: rules.py does not know the folder ftp"]),
    # The rooms of coap.
    ("src/coap/server/x.cpp", '#include "coap/wire/context.hpp"\n', FINE),
    ("src/coap/wire/x.cpp", '#include "coap/server/server.hpp"\n', ["1: coap/wire may not include coap/server"]),
    ("src/coap/message/x.cpp", '#include "coap/wire/context.hpp"\n', ["1: coap/message may not include coap/wire"]),
    # Fences.
    ("src/rest/x.cpp", "#include <coap3/coap.h>\n", ["1: <coap3/coap.h> may stand only in src/coap"]),
    ("include/coapnode/rest/x.hpp", "#include <coap3/coap.h>\n", ["1: <coap3/coap.h> may stand only in src/coap"]),
    ("src/node/x.cpp", "#include <yaml-cpp/yaml.h>\n", ["1: <yaml-cpp/yaml.h> may stand only in src/yaml"]),
    ("src/node/x.cpp", "#include <gpiod.h>\n", ["1: <gpiod.h> may stand only in src/hal/linux"]),
    ("src/sensors/x.cpp", "#include <linux/i2c-dev.h>\n", ["1: <linux/i2c-dev.h> may stand only in src/hal/linux"]),
    (
        "src/coap/server/x.cpp",
        "#include <systemd/sd-event.h>\n",
        [
            "1: <systemd/sd-event.h> may stand only in src/service, src/apps, src/core/log.cpp, "
            "include/coapnode/core/log.hpp"
        ],
    ),
    (
        "src/coap/server/x.cpp",
        "#include <nlohmann/json.hpp>\n",
        [
            "1: <nlohmann/json.hpp> may stand only in src/rest, include/coapnode/rest, src/resources, src/show, "
            "src/store, src/apps/coapnode/payload.cpp"
        ],
    ),
    ("src/store/x.cpp", '#include "coapnode/store/kept_store.hpp"\n', FINE),
    ("src/store/x.cpp", '#include "node/led.hpp"\n', ["1: store may not include node"]),
    ("src/node/x.cpp", '#include "store/state_file.hpp"\n', ["1: node may not include store"]),
    ("src/apps/coapnoded/x.cpp", "#include <CLI/CLI.hpp>\n#include <systemd/sd-daemon.h>\n", FINE),
    # CMake.
    (
        "src/core/CMakeLists.txt",
        "coapnode_library(core a.cpp)\ntarget_link_libraries(coapnode_core\n    PUBLIC coapnode_hal)\n",
        ["3: core may not link coapnode_hal"],
    ),
    (
        "src/coap/server/CMakeLists.txt",
        "coapnode_library(coap_server a.cpp)\ntarget_link_libraries(coapnode_coap_server PUBLIC coapnode_loop)\n",
        ["2: coap/server may not link coapnode_loop"],
    ),
    (
        "src/node/CMakeLists.txt",
        "coapnode_library(node a.cpp)\ntarget_link_libraries(coapnode_node PRIVATE PkgConfig::LIBCOAP)\n",
        ["2: PkgConfig::LIBCOAP may be linked only in src/coap"],
    ),
    (
        "src/node/CMakeLists.txt",
        "coapnode_library(node a.cpp)\ntarget_link_libraries(coapnode_node PUBLIC boost)\n",
        ["2: rules.py does not know the library boost"],
    ),
    (
        "src/node/CMakeLists.txt",
        "coapnode_library(node a.cpp)\ntarget_link_libraries(coapnode_node INTERFACE $<LINK_ONLY:coapnode_loop>)\n",
        ["2: node may not link coapnode_loop"],
    ),
    (
        "src/rest/x.cpp",
        '#include "coapnode/hal/hardware.hpp"\n',
        ["1: coapnode/hal/hardware.hpp is of coapnode_hal, which src/rest/CMakeLists.txt does not link"],
    ),
    ("src/rest/x.cpp", '#include "coapnode/loop/scheduler.hpp"\n', FINE),
    (
        "src/node/x.cpp",
        '#include "coapnode/rest/site.hpp"\n',
        ["1: coapnode/rest/site.hpp is of coapnode_rest, which src/node/CMakeLists.txt does not link"],
    ),
    ("src/config/x.cpp", '#include "coapnode/hal/i2c_device.hpp"\n', FINE),
    # Circles.
    (
        "src/node/a.hpp",
        '\n#include "node/a.hpp"\n',
        ["2: files in a circle: node/a.hpp -> node/a.hpp"],
    ),
    (
        "src/node/begin.hpp",
        '#include "node/middle.hpp"\n',
        ["1: files in a circle: node/begin.hpp -> node/middle.hpp -> node/end.hpp -> node/begin.hpp"],
    ),
    (
        "include/coapnode/hal/a.hpp",
        '#include "hal/failures.hpp"\n',
        ["1: coapnode/hal may not include hal", "1: folders in a circle: coapnode/hal -> hal -> coapnode/hal"],
    ),
    # Length.
    ("src/core/x.cpp", "\n" * 400, FINE),
    ("src/core/x.cpp", "\n" * 401, ["401: 401 lines: 400 at most"]),
    ("tests/run", "#!/bin/sh\n" + "\n" * 400, ["401: 401 lines: 400 at most"]),
    ("tests/data.json", "\n" * 500, FINE),
    # Clocks and sleeping.
    (
        "src/loop/x.cpp",
        "auto now = [] { return std::chrono::steady_clock::now(); }();\n",
        ["1: a variable that outlives its function and can change: auto now = [] {}()"],
    ),
    (
        "src/node/x.cpp",
        "void f() { g(std::chrono::steady_clock::now()); }\n",
        ["1: reads a clock (steady_clock::now), which only src/loop may"],
    ),
    (
        "src/node/x.cpp",
        "int f()\n{\n    return ::time(nullptr);\n}\n",
        ["3: reads a clock (::time(), which only src/loop may"],
    ),
    (
        "src/node/x.cpp",
        "void f() { clock_gettime(CLOCK_MONOTONIC, &t); }\n",
        ["1: reads a clock (clock_gettime), which only src/loop may"],
    ),
    ("src/node/x.cpp", "void f() { clock_.time(); conversion_time(); record.time (2); } // time(0)\n", FINE),
    ("src/loop/x.cpp", "void f() { std::this_thread::sleep_for(1s); }\n", ["1: sleeps (sleep_for)"]),
    ("src/sensors/x.cpp", "void f() { usleep(100); }\n/* usleep(1) */\n", ["1: sleeps (usleep()"]),
    ("src/sensors/x.cpp", 'auto text() { return "usleep(1) steady_clock::now()"; }\n', FINE),
    # Variables.
    (
        "src/node/x.cpp",
        "namespace coapnode {\nnamespace {\n\nint count = 0;\n}\n}\n",
        ["4: a variable that outlives its function and can change: int count = 0"],
    ),
    (
        "src/node/x.cpp",
        "inline std::vector<int> list{1, 2};\n",
        ["1: a variable that outlives its function and can change: inline std::vector<int> list{}"],
    ),
    (
        "src/node/x.cpp",
        "Server* server;\n",
        ["1: a variable that outlives its function and can change: Server* server"],
    ),
    (
        "src/node/x.cpp",
        'const char* name = "x";\n',
        ["1: a variable that outlives its function and can change: const char* name ="],
    ),
    (
        "src/node/x.cpp",
        "extern int count;\n",
        ["1: a variable that outlives its function and can change: extern int count"],
    ),
    (
        "src/node/x.cpp",
        "Site& site()\n{\n    static Site one;\n    return one;\n}\n",
        ["3: a variable that outlives its function and can change: static Site one"],
    ),
    (
        "src/node/x.cpp",
        "class A {\n    static int count;\n};\n",
        ["2: a variable that outlives its function and can change: static int count"],
    ),
    ("src/coap/wire/inbox.cpp", "thread_local int depth = 0;\n", FINE),
    (
        "src/node/x.cpp",
        "thread_local int depth = 0;\n",
        ["1: a variable that outlives its function and can change: thread_local int depth = 0"],
    ),
    (
        "src/node/x.cpp",
        "namespace coapnode {\n#define X int y;\nusing A = B;\nclass C;\nenum class D { a, b };\n"
        "struct E { int member = 0; };\nconstexpr int f = 1;\nconst std::array g{1, 2};\n"
        "inline constexpr auto h = 'x';\nconstexpr const char* i = \"}\";\n"
        "const char* const j = nullptr;\nint k(int a);\nvoid l() { int local = 1; static const int m = 2; }\n"
        "template <class T> T n();\nextern const D o;\nstatic_assert(true);\n"
        "class P { static Result<int> q(); int r; };\n"
        "C::C(int a) : a_{a}, b_{} {}\nauto s = R\"(int t;)\"\n;\n}\n",
        ["19: a variable that outlives its function and can change: auto s ="],
    ),
]


def plant(root, path, text):
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)


def found_in(path, text):
    with tempfile.TemporaryDirectory() as directory:
        root = pathlib.Path(directory)
        for name, content in TREE.items():
            plant(root, name, content)
        before = check.violations(root)
        assert before == [], before
        plant(root, path, text)
        return [found.removeprefix(f"{path}:") for found in check.violations(root)]


if __name__ == "__main__":
    sys.exit(check.tree_check.run_rows(ROWS, found_in))
