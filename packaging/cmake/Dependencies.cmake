# SPDX-License-Identifier: MIT
# Everything from outside, found once. CONTRIBUTING.md says why each is here.

find_package(tl-expected REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(yaml-cpp REQUIRED)
if(NOT TARGET yaml-cpp::yaml-cpp) # 0.7 (Debian 12) calls its target yaml-cpp
    add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
endif()
# As the program wants it that is linked: shared, or carried along (CoapnodeLibrary.cmake).
find_library(COAPNODE_YAML_CPP_ARCHIVE libyaml-cpp.a PATHS "${yaml-cpp_DIR}/../.." NO_DEFAULT_PATH)
add_library(yaml-cpp-or-archive INTERFACE)
target_link_libraries(
    yaml-cpp-or-archive
    INTERFACE
        "$<IF:$<BOOL:$<TARGET_PROPERTY:COAPNODE_CARRIES_LIBRARIES>>,${COAPNODE_YAML_CPP_ARCHIVE},yaml-cpp::yaml-cpp>")
pkg_check_modules(LIBCOAP REQUIRED IMPORTED_TARGET libcoap-3-gnutls>=4.3.1)
pkg_check_modules(GNUTLS REQUIRED IMPORTED_TARGET gnutls)
pkg_check_modules(SYSTEMD REQUIRED IMPORTED_TARGET libsystemd>=252)
pkg_check_modules(GPIOD REQUIRED IMPORTED_TARGET libgpiod>=1.6)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3>=3.40)
pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd>=0.9.75)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode>=4.0)
