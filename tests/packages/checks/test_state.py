# SPDX-License-Identifier: MIT
"""What the service writes within its sandbox: its state, and its configuration where it is let."""
import unittest

from .machine import CONFIG, configure, eventually, get, info, install, is_active, prop, restart, shell

MOCK = """hardware: {backend: mock}
coap: {anonymous: control}
remote_config: true
dtls: {identities: [{identity: admin, psk_file: admin.psk, role: admin}]}
leds: [{name: lamp, line: GPIO17, initial: restore}]
device: {title: Attic}
"""
ADMIN = "-u admin -k \"$(basenc -d --base16 /etc/coapnode/admin.psk)\""


class State(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()

    def setUp(self):
        configure(MOCK)
        shell("systemctl reset-failed coapnoded", check=False)
        restart()

    def put(self, uri: str, *more: str) -> str:
        return shell(f"coap-client-gnutls -B 5 -m put {' '.join(more)} {uri} 2>&1", check=False)

    def test_an_led_is_found_again_after_a_kill(self):
        self.put("coap://127.0.0.1/led", "-e on")
        eventually(lambda: '"lamp":true' in shell("cat /var/lib/coapnode/state.json", check=False), "it is kept")
        self.assertEqual(shell("stat -c '%a %U' /var/lib/coapnode/state.json").strip(), "600 coapnode")
        pid = prop("MainPID")
        shell(f"kill -KILL {pid}")
        eventually(lambda: is_active() and prop("MainPID") not in (pid, "0"), "it runs again")
        self.assertEqual(get("coap://127.0.0.1/led").strip(), '{"state":"on"}')

    def test_a_history_is_written_and_found_again(self):
        configure(MOCK + "history: {flush: 1s}\nsensors: [{name: room, driver: sht3x, interval: 1s}]\n")
        restart()
        asked = "coap://127.0.0.1/history?limit=1"
        eventually(lambda: "room/temperature" in get(asked), "a sample")
        first = get(asked)

        def written() -> int:
            return int(shell("stat -c %s /var/lib/coapnode/history.db-wal"))

        before = written()
        eventually(lambda: written() > before, "it is written")
        self.assertEqual(shell("stat -c '%a %U' /var/lib/coapnode/history.db").strip(), "600 coapnode")
        shell("systemctl kill --signal=KILL coapnoded")
        eventually(lambda: "room/temperature" in get(asked), "it runs again")
        self.assertEqual(get(asked), first)

    def edit(self) -> str:
        shell(f"coap-client-gnutls -B 5 -m get -o /root/node.yaml {ADMIN} coaps://127.0.0.1/config; "
              "sed -i s/Attic/Cellar/ /root/node.yaml")
        return self.put("coaps://127.0.0.1/config", "-f /root/node.yaml", ADMIN)

    def test_its_configuration_is_replaced_only_where_it_is_let(self):
        self.assertIn("the service must be allowed to write there", self.edit())
        self.assertIn("Attic", info())
        shell("chmod g+w /etc/coapnode")
        self.assertEqual(self.edit().strip(), "")
        eventually(lambda: "Cellar" in info(), "the new title")
        self.assertIn("Attic", shell(f"cat {CONFIG}.previous"))
        self.assertEqual(shell(f"stat -c '%a %G' {CONFIG}").strip(), "640 coapnode")
        restart()
        self.assertIn("Cellar", info())
