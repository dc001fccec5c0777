# SPDX-License-Identifier: MIT
# coapnode_library(NAME [FAST] [EXCEPT FILE...]): one library a folder, made of all its .cpp files but main.cpp. Its
# target_link_libraries says what it may use; the test tests/layers checks that the includes say the same. FAST: its
# code is not compiled for its size.

add_library(coapnode_settings INTERFACE)
target_include_directories(coapnode_settings INTERFACE "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/src")
target_compile_options(
    coapnode_settings
    INTERFACE -Wall
              -Wextra
              -Wpedantic
              -Wshadow
              -Wnon-virtual-dtor
              -Wold-style-cast
              -Wcast-align
              -Woverloaded-virtual
              -Wconversion
              -Wsign-conversion
              -Wformat=2
              -Wimplicit-fallthrough
              # g++ 12 sees an overlap in operator+ of std::string that is not there (GCC bug 105651).
              $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
              $<$<BOOL:${COAPNODE_WERROR}>:-Werror>)
# Two thirds of the code of -O2, and so less memory; a request to the node, which spends its time in the kernel, costs
# the same. Not so a request to the gateway: its folders are FAST.
string(REPLACE "-O3" "-Os" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
target_link_options(coapnode_settings INTERFACE -Wl,--as-needed)
# The linker leaves out what no one calls: a tenth of the daemon.
if(CMAKE_BUILD_TYPE STREQUAL Release)
    target_compile_options(coapnode_settings INTERFACE -ffunction-sections -fdata-sections)
    target_link_options(coapnode_settings INTERFACE -Wl,--gc-sections)
endif()
if(COAPNODE_SANITIZE)
    target_compile_options(coapnode_settings INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                                       -fno-omit-frame-pointer)
    target_link_options(coapnode_settings INTERFACE -fsanitize=address,undefined)
endif()

# In a unity build a folder is one file, whose includes are read once.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 0)

# coapnode_carries_libraries(PROGRAM): libstdc++, libgcc and yaml-cpp become parts of the program. It starts faster, for
# it has less to load and looks fewer symbols up; it takes their security updates when it is built again. Where yaml-cpp
# has no archive, nothing is carried: its shared library would load libstdc++ a second time. Nor with the sanitizers,
# which want to see what is thrown.
function(coapnode_carries_libraries program)
    if(NOT COAPNODE_YAML_CPP_ARCHIVE OR COAPNODE_SANITIZE)
        return()
    endif()
    set_target_properties(${program} PROPERTIES COAPNODE_CARRIES_LIBRARIES ON)
    if(NOT CMAKE_BUILD_TYPE STREQUAL Release)
        target_link_options(${program} PRIVATE -static-libstdc++ -static-libgcc)
        return()
    endif()
    # The loader looks each symbol up in one library after the other: first where most of them are.
    target_link_options(${program} PRIVATE -nodefaultlibs -Wl,--no-as-needed -lgnutls -lnettle -lc -Wl,--as-needed)
    # What g++ would add, but libm: only code that the linker leaves out needs it. 32-bit ARM rounds with it.
    set(libm -lm)
    if(CMAKE_SIZEOF_VOID_P EQUAL 8)
        set(libm)
    endif()
    set(CMAKE_CXX_STANDARD_LIBRARIES
        "-Wl,-Bstatic -lstdc++ -Wl,-Bdynamic ${libm} -lgcc -lgcc_eh -lc -lgcc -lgcc_eh"
        PARENT_SCOPE)
endfunction()

function(coapnode_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "FAST" "" "EXCEPT")
    # Not the hidden files that editors make. A build looks for new files itself.
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/[a-z]*.cpp")
    foreach(file main.cpp ${arg_EXCEPT})
        list(REMOVE_ITEM sources "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
    endforeach()
    add_library(coapnode_${name} STATIC ${sources})
    target_link_libraries(coapnode_${name} PUBLIC coapnode_settings)
    if(arg_FAST)
        target_compile_options(coapnode_${name} PRIVATE $<$<CONFIG:Release>:-O2>)
    endif()
endfunction()
