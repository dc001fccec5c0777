# SPDX-License-Identifier: MIT
"""Where avahi-daemon runs, the node is found by its service types, and only where it answers."""
import re
import unittest

from .machine import CONFIG, eventually, install, is_active, shell

FILE = "/etc/avahi/services/coapnode.service"
TYPES = ("_coap._udp", "_coaps._udp")
ADDRESS = "192.0.2.1"
ADMIN = "-u admin -k \"$(basenc -d --base16 /etc/coapnode/admin.psk)\""


class DnsSd(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()
        # A network that the machine is in: it has none of its own.
        shell("ip link add lan0 type veth peer name lan1 && ip link set lan1 up && ip link set lan0 up && "
              f"ip address add {ADDRESS}/24 brd + dev lan0")
        cls.addClassCleanup(shell, "ip link delete lan0")
        shell("systemctl restart avahi-daemon")

    def found(self, kind: str) -> list[str]:
        """As avahi-browse tells of one with an address: name, host, address, port, texts."""
        told = shell(f"timeout 20 avahi-browse -rtp {kind}").splitlines()
        return next(([row[3], *row[6:]] for row in (line.split(";") for line in told)
                     if row[:3] == ["=", "lan0", "IPv4"]), [])

    def test_it_is_the_owner_s_file_and_well_formed(self):
        self.assertIn(FILE, shell("dpkg-query --show --showformat='${Conffiles}' coapnode"))
        self.assertEqual(shell(f"stat -c '%a %U %G' {FILE}").strip(), "644 root root")
        shell(f"xmllint --noout --dtdvalid /usr/share/avahi/avahi-service.dtd {FILE}")

    def test_its_ports_are_those_of_the_shipped_configuration(self):
        for place, kind in zip(("coap", "dtls"), TYPES):
            listen = re.search(rf"(?ms)^#?{place}:.*?listen: \[\"\[::\]:(\d+)\"\]", shell(f"cat {CONFIG}"))
            xpath = f"string(//service[type='{kind}']/port)"
            self.assertEqual(shell(f'xmllint --xpath "{xpath}" --nonet {FILE} 2> /dev/null').strip(), listen[1], kind)

    def test_it_is_found_and_answers_there(self):
        host = shell("hostname").strip()
        for kind, scheme, more in zip(TYPES, ("coap", "coaps"), ("", ADMIN)):
            with self.subTest(kind):
                name, full_name, address, port, texts = eventually(lambda kind=kind: self.found(kind), f"{kind} is found")
                self.assertEqual((name, full_name, address), (host, f"{host}.local", ADDRESS))
                path = re.search('"path=(.*?)"', texts)[1]
                links = shell(f"coap-client-gnutls -B 5 -m get {more} {scheme}://{address}:{port}{path}")
                self.assertIn("</info>", links)

    def test_what_its_owner_takes_out_is_found_no_longer(self):
        eventually(lambda: self.found("_coaps._udp"), "it is found")
        self.addCleanup(shell, f"mv /root/service.keep {FILE}")
        shell(f"cp {FILE} /root/service.keep; sed -n '0,/<.service>/p; $p' {FILE} > {FILE}.new; mv {FILE}.new {FILE}; "
              f"xmllint --noout {FILE}")
        eventually(lambda: not self.found("_coaps._udp"), "it is gone")
        self.assertTrue(self.found("_coap._udp"))

    def test_an_upgrade_keeps_what_was_changed_and_a_purge_removes_it(self):
        self.addCleanup(shell, "systemctl restart avahi-daemon")  # or the others find what was here for a while
        self.addCleanup(install)
        shell(f"sed -i 's/5683/5783/' {FILE}; apt-get -y install --reinstall /root/coapnode.deb")
        self.assertIn("5783", shell(f"cat {FILE}"))
        self.assertTrue(is_active())
        shell("apt-get -y purge coapnode")
        self.assertEqual(shell(f"ls {FILE} 2> /dev/null", check=False), "")
