# SPDX-License-Identifier: MIT
"""The booted Debian as the checks see it: a root shell in it, and what they ask again and again."""
from __future__ import annotations

import os
import re
import subprocess
import time

PATIENCE = 60.0
DEB = "/root/coapnode.deb"
CLIENT_DEB = "/root/coapnode-client.deb"
CONFIG = "/etc/coapnode/coapnode.yaml"


def shell(script: str, *, check: bool = True) -> str:
    """What the commands print; AssertionError when they fail."""
    command = ["nsenter", "-t", os.environ["COAPNODE_MACHINE"], "-a", "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
               "HOME=/root", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", "SYSTEMD_PAGER=", "bash", "-c", script]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=300, check=False)
    if check and done.returncode != 0:
        raise AssertionError(f"{script}\n{done.stdout}")
    return done.stdout


def eventually(condition, what: str):
    """The first true value of condition()."""
    deadline = time.monotonic() + PATIENCE
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {PATIENCE:.0f} s: {what}\n" + shell("journalctl -u 'coapnode*' | tail -n 30"))
        time.sleep(0.1)
    return value


def purged() -> None:
    shell("apt-get -qq -y purge coapnode; rm -rf /etc/systemd/system/coapnoded.service.d; systemctl daemon-reload")


def install() -> str:
    """On a machine that never had it. What apt and the package print."""
    purged()
    return shell(f"apt-get -y install {DEB} 2>&1")


def get(uri: str, *more: str) -> str:
    return shell(f"coap-client-gnutls -B 5 -m get {' '.join(more)} {uri} 2> /dev/null", check=False)


def info(host: str = "127.0.0.1") -> str:
    return get(f"coap://{host}/info")


def prop(name: str, unit: str = "coapnoded") -> str:
    return shell(f"systemctl show --value --property={name} {unit}").strip()


def is_active(unit: str = "coapnoded") -> bool:
    return prop("ActiveState", unit) == "active"


def restart(*units: str) -> None:
    """Of the daemon unless named. Once in a thousand times, on a busy machine, systemd itself fails to start a process (the
    result "resources"); the unit's Restart= then starts it again, which is waited for."""
    for unit in units or ("coapnoded",):
        told = shell(f"systemctl restart {unit} 2>&1; echo exit $?")
        if "unavailable resources" in told:
            print(shell(f"journalctl --no-pager --output=cat --lines=10 --unit={unit} --identifier=systemd"))
            eventually(lambda unit=unit: is_active(unit), f"{unit} is started again")
        elif "exit 0" not in told:
            raise AssertionError(f"systemctl restart {unit}\n{told}")


def drop_in(text: str, unit: str = "coapnoded") -> None:
    folder = f"/etc/systemd/system/{unit}.service.d"
    shell(f"mkdir -p {folder}; cat > {folder}/test.conf << 'UNIT'\n{text}\nUNIT\nsystemctl daemon-reload")


def exposure(unit: str) -> float:
    """As systemd-analyze rates the unit's file, without drop-ins."""
    told = shell(f"rm -rf /etc/systemd/system/{unit}.service.d; systemctl daemon-reload\n"
                 f"systemd-analyze security --offline=true $(systemctl show --value -p FragmentPath {unit}) | tail -n 1")
    print(told.strip())
    return float(re.search(r"([0-9.]+) OK", told)[1])


def make_newer(deb: str, newer: str) -> None:
    """The same package with a higher version."""
    shell(f"rm -rf /root/newer; dpkg-deb -R {deb} /root/newer && "
          f"sed -i 's/^Version: .*/&+1/' /root/newer/DEBIAN/control && dpkg-deb --root-owner-group -b /root/newer {newer}")


def configure(text: str, file: str = CONFIG) -> None:
    """In place of what is there; owner and mode stay."""
    shell(f"cat > {file} << 'YAML'\n{text}\nYAML")
