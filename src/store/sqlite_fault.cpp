// SPDX-License-Identifier: MIT
#include "store/sqlite_fault.hpp"

#include <sqlite3.h>

namespace coapnode {

bool passes_by_itself(int failure)
{
    switch (failure & 0xff) {
    case SQLITE_IOERR:
        return failure != SQLITE_IOERR_SHORT_READ && failure != SQLITE_IOERR_DATA && failure != SQLITE_IOERR_CORRUPTFS;
    case SQLITE_OK:
    case SQLITE_PERM:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_READONLY:
    case SQLITE_INTERRUPT:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS:
        return true;
    default:
        return false;
    }
}

}  // namespace coapnode
