// SPDX-License-Identifier: MIT
/// Which failures of SQLite say that a file will never work, and which pass. Pure.
#pragma once

namespace coapnode {

/// Whether a result code (sqlite.org/rescode.html) is of the disk, the memory, the rights or another process. Any other
/// one comes of the file's content: our statements are always the same, and make sense in tables as we made them. Of
/// SQLITE_READONLY the code alone does not tell: the header can forbid to write, too.
bool passes_by_itself(int failure);

}  // namespace coapnode
