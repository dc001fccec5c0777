# SPDX-License-Identifier: MIT
# For tests/pi/run: starts and ends the emulated Raspberry Pi 3B. How the daemon gets into it is not known here: it is in
# one of the directories that are laid over the guest's root.
#
# A run's directory holds console.log, qemu.log and qmp, the socket by which the checks find the forwarded ports and set
# what the emulated chips measure.

# A released GPIO line keeps its level, as in the kernel of Raspberry Pi OS; Debian's own has it become an input. Debian's
# clears each page that it hands out: a quarter of an emulated boot.
kernel_arguments=(
    console=ttyAMA0,115200 quiet panic=-1
    rdinit=/init root=/dev/ram0
    pinctrl_bcm2835.persist_gpio_outputs=y
    init_on_alloc=0
    net.ifnames=0
    systemd.show_status=false
    systemd.condition_needs_update=no
)

# What a Pi in a test can do without; each costs seconds of an emulated boot.
masked_units=(
    getty.target timers.target
    modprobe@{configfs,drm,efi_pstore,fuse}.service
    dev-{hugepages,mqueue}.mount run-lock.mount sys-kernel-tracing.mount sys-fs-fuse-connections.mount
    systemd-{journal-flush,random-seed,udev-load-credentials,user-sessions}.service
    systemd-ask-password-{console,wall}.path
)

# initrd RUN GUEST OVERLAY...: the kernel unpacks one archive after the other, so the last word is the last overlay's.
initrd() {
    local run=$1 guest=$2 overlay
    shift 2
    cp "$guest"/{vmlinuz,pi.dtb} "$run/"
    cp "$guest/initrd.cpio" "$run/initrd"
    for overlay in "$@"; do
        (cd "$overlay" && find . -mindepth 1 -print0 | cpio --quiet -0 -o -H newc -R +0:+0) >> "$run/initrd"
    done
}

# start_pi RUN EMULATOR GUEST OVERLAY...: sets pi_pid. The emulator is nobody's process, and dies with this shell.
start_pi() {
    local run=$1 emulator=$2 guest=$3
    shift 3
    initrd "$run" "$guest" "$@"
    chown -R 65534:65534 "$run"
    local forward=hostfwd=udp:127.0.0.1:0-:5683,hostfwd=udp:127.0.0.1:0-:5684,hostfwd=tcp:127.0.0.1:0-:7
    "$source/packaging/own-mounts" bash -c 'mount --bind "$1" "$2/pi" && shift 2 && exec "$@"' - "$run" "$emulator/root" \
        chroot "$emulator/root" \
        setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs --pdeathsig KILL \
        qemu-system-aarch64 -M raspi3b -m 1G -smp 4 \
        -kernel /pi/vmlinuz -dtb /pi/pi.dtb -initrd /pi/initrd \
        -append "${kernel_arguments[*]} systemd.clock_usec=$(date +%s%6N) ${masked_units[*]/#/systemd.mask=}" \
        -display none -monitor none -no-reboot -serial file:/pi/console.log -qmp unix:/pi/qmp,server=on,wait=off \
        -netdev "user,id=net0,$forward" -device usb-net,netdev=net0 \
        -device tmp105,id=tmp105,bus=i2c-bus.1,address=0x48 \
        -device dps310,bus=i2c-bus.1,address=0x77 \
        > "$run/qemu.log" 2>&1 &
    pi_pid=$!
}

# wait_for_pi RUN SECONDS: until the guest's network.service has said that it is up.
wait_for_pi() {
    local run=$1 deadline=$((SECONDS + $2))
    until grep -q 'pi: up' "$run/console.log" 2> /dev/null; do
        kill -0 "$pi_pid" 2> /dev/null || die "the emulator ended; see $run/qemu.log and console.log"
        ((SECONDS < deadline)) || die "the emulated Pi did not come up; see $run/console.log"
        sleep 0.2
    done
}

stop_pi() {
    kill "$pi_pid" 2> /dev/null && wait "$pi_pid" 2> /dev/null
    true
}
