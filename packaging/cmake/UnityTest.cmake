# SPDX-License-Identifier: MIT
# coapnode_unity_test(TARGET FILE...): in a unity build, lets the test files of TARGET be compiled as one.
#
# They call their helpers alike ("bench", "answer"), so each file becomes a namespace of its own. An include inside a
# namespace would put the header's names there; so all headers are included before, and a second time is nothing.
function(coapnode_unity_test target)
    set(includes)
    foreach(file ${ARGN})
        file(REAL_PATH ${file} place)  # of two tests that share a file, the same
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${place})
        file(STRINGS ${file} lines REGEX "^#include ")
        list(APPEND includes ${lines})
    endforeach()
    list(REMOVE_DUPLICATES includes)
    list(JOIN includes "\n" text)
    set(headers "${CMAKE_CURRENT_BINARY_DIR}/${target}_headers.hpp")
    file(CONFIGURE OUTPUT "${headers}" CONTENT "#pragma once\n${text}\n" @ONLY)
    target_compile_options(${target} PRIVATE "SHELL:-iquote \"${CMAKE_CURRENT_SOURCE_DIR}\" -include \"${headers}\"")
    set_target_properties(
        ${target}
        PROPERTIES UNITY_BUILD_UNIQUE_ID COAPNODE_TEST_FILE
                   UNITY_BUILD_CODE_BEFORE_INCLUDE "namespace COAPNODE_TEST_FILE {"
                   UNITY_BUILD_CODE_AFTER_INCLUDE "}")
endfunction()
