// SPDX-License-Identifier: MIT
/// Which failures of SQLite say that a file will never work, and which pass. Pure.
#pragma once

namespace coapnode {

/// Whether a result code (sqlite.org/rescode.html) is of the disk, the memory, the rights or another process. Any other
/// one comes from the file's content: our statements are always the same, and are valid in tables as we made them. For
/// SQLITE_READONLY the code is not enough: the header of the file can forbid writing too.
bool passes_by_itself(int failure);

}  // namespace coapnode
