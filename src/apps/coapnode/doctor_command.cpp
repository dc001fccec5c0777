// SPDX-License-Identifier: MIT
#include "apps/coapnode/doctor_command.hpp"

#include "apps/coapnode/doctor.hpp"

namespace coapnode {

int run_doctor(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer)
{
    const Doctor doctor{runtime, arguments, keyring, printer};
    return runtime.loop.run();
}

}  // namespace coapnode
