# SPDX-License-Identifier: MIT
"""The gateway's package upgraded, removed and purged, alone and beside the node, whose folder it shares."""
import unittest

from .gateway import GATEWAY_CONFIG, GATEWAY_DEB, UNIT, gateway_purged, http, install_gateway
from .machine import CONFIG, DEB, configure, eventually, info, install, is_active, make_newer, prop, purged, restart, shell

NEWER = "/root/newer-gateway.deb"
CONFIGURED = "anonymous: none\ntokens: [{name: phone, token_file: phone.token}]\n"
TOKEN = "/etc/coapnode/phone.token"


def owners(*paths: str) -> list[str]:
    return shell(f"stat -c '%a %U %G' {' '.join(paths)}").splitlines()


class GatewayUpgrade(unittest.TestCase):
    def setUp(self):
        purged()
        gateway_purged()
        self.addCleanup(purged)
        self.addCleanup(gateway_purged)

    def assert_both_start(self) -> None:
        shell(f"systemctl reset-failed coapnoded {UNIT}", check=False)
        restart("coapnoded", UNIT)
        eventually(lambda: info() and http("/healthz").status == 200, "both answer")

    def test_whoever_comes_first_both_start_and_each_reads_its_own(self):
        for first, second in ((install, install_gateway), (install_gateway, install)):
            with self.subTest(first.__name__):
                first()
                second()
                self.assertEqual(owners("/etc/coapnode", CONFIG, "/etc/coapnode/admin.psk", GATEWAY_CONFIG),
                                 ["755 root coapnode", *2 * ["640 root coapnode"], "640 root coapnode-gateway"])
                self.assert_both_start()
                purged()
                gateway_purged()

    def test_a_folder_of_an_earlier_package_is_opened(self):
        install()
        shell("chmod 750 /etc/coapnode")
        install_gateway()
        self.assertEqual(owners("/etc/coapnode"), ["751 root coapnode"])
        self.assert_both_start()

    def test_an_upgrade_keeps_configuration_tokens_and_modes_and_runs_the_new_gateway(self):
        install_gateway()
        configure(CONFIGURED, GATEWAY_CONFIG)
        shell("coapnode-gateway --init; chgrp coapnode-gateway /etc/coapnode; chmod 750 /etc/coapnode")
        restart(UNIT)
        token, pid = shell(f"cat {TOKEN}"), prop("MainPID", UNIT)
        make_newer(GATEWAY_DEB, NEWER)
        shell(f"apt-get -y install {NEWER}")
        eventually(lambda: is_active(UNIT) and http("/devices").status == 401, "it runs, closed as before")
        self.assertNotEqual(prop("MainPID", UNIT), pid)
        self.assertEqual(shell(f"cat {TOKEN}"), token)
        self.assertEqual(owners("/etc/coapnode", GATEWAY_CONFIG, TOKEN),
                         ["750 root coapnode-gateway", *2 * ["640 root coapnode-gateway"]])

    def test_removal_stops_it_and_keeps_what_is_the_owner_s(self):
        install_gateway()
        configure(CONFIGURED, GATEWAY_CONFIG)
        shell("coapnode-gateway --init; apt-get -y remove coapnode-gateway")
        self.assertFalse(is_active(UNIT))
        self.assertEqual(owners(GATEWAY_CONFIG, TOKEN), 2 * ["640 root coapnode-gateway"])
        shell(f"apt-get -y install {GATEWAY_DEB}")
        eventually(lambda: http("/devices").status == 401, "it runs, closed as before")

    def test_a_purge_of_one_leaves_the_other_whole(self):
        install()
        install_gateway()
        configure(CONFIGURED, GATEWAY_CONFIG)
        shell("coapnode-gateway --init")
        keys = shell("cat /etc/coapnode/admin.psk")
        gateway_purged()
        self.assertEqual(shell("ls /etc/coapnode").split(), ["admin.psk", "coapnode.yaml"])
        self.assertEqual(shell("cat /etc/coapnode/admin.psk"), keys)
        install_gateway()
        self.assert_both_start()
        configure(CONFIGURED, GATEWAY_CONFIG)
        shell("coapnode-gateway --init")
        purged()
        self.assertEqual(shell("ls /etc/coapnode").split(), ["gateway.yaml", "phone.token"])
        self.assertEqual(owners("/etc/coapnode"), ["755 root root"])
        restart(UNIT)
        shell(f"apt-get -y install {DEB}")
        self.assert_both_start()

    def test_a_purge_leaves_nothing(self):
        for packages in ("coapnode-gateway", "coapnode coapnode-gateway", "coapnode-gateway coapnode"):
            with self.subTest(packages):
                if "coapnode" in packages.split():
                    install()
                install_gateway()
                configure(CONFIGURED, GATEWAY_CONFIG)
                shell(f"coapnode-gateway --init; apt-get -y purge {packages}")
                self.assertEqual(shell(f"getent passwd {UNIT}; getent group {UNIT}", check=False), "")
                self.assertEqual(shell(f"systemctl list-unit-files --no-legend '{UNIT}*'", check=False).strip(), "")
                elsewhere = " ".join(f"-not -path '{place}/*'" for place in ("/root", "/proc", "/var/log", "/var/cache"))
                self.assertEqual(shell(f"find / -xdev -name '*coapnode*' {elsewhere} 2> /dev/null", check=False), "")
