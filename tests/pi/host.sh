# SPDX-License-Identifier: MIT
# For tests/pi/run: what the machine that runs the checks must have.

host_commands=(mmdebstrap cpio coap-client-gnutls python3 unshare flock)
host_packages=(mmdebstrap cpio libcoap3-bin python3 util-linux debian-archive-keyring)

install_host_packages() {
    local command missing=
    for command in "${host_commands[@]}"; do command -v "$command" > /dev/null || missing=$command; done
    [ -n "$missing" ] || return 0
    say "installing ${host_packages[*]} ($missing is missing)"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    apt-get -qq install -y --no-install-recommends "${host_packages[@]}" > /dev/null
}
