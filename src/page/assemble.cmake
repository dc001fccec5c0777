# SPDX-License-Identifier: MIT
# cmake -DPAGE=FOLDER [-DUPLOT=node_modules/uplot] -P assemble.cmake: puts the files of the page that a browser asks for
# into FOLDER, and beside them uPlot where it is installed. Without uPlot the page shows no charts and says why.
set(source "${CMAKE_CURRENT_LIST_DIR}")
file(REMOVE_RECURSE "${PAGE}")
file(COPY "${source}/index.html" "${source}/style.css" "${source}/nodes.css" "${source}/icon.svg" "${source}/modules"
     DESTINATION "${PAGE}")

set(wanted dist/uPlot.iife.min.js dist/uPlot.min.css LICENSE)
foreach(file ${wanted})
    if(NOT UPLOT OR NOT EXISTS "${UPLOT}/${file}")
        message(STATUS "The page has no charts: there is no ${UPLOT}/${file} (npm ci --prefix src/page)")
        return()
    endif()
endforeach()
list(TRANSFORM wanted PREPEND "${UPLOT}/")
file(COPY ${wanted} DESTINATION "${PAGE}/uplot")
