# SPDX-License-Identifier: MIT
"""The client's package: alone on a machine that never had the daemon, then beside it."""
import unittest

from .machine import CLIENT_DEB, eventually, info, install, purged, shell


def is_installed(package: str) -> bool:
    return "ii" in shell(f"dpkg-query --show --showformat='${{db:Status-Abbrev}}' {package} 2> /dev/null", check=False)


class Client(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        purged()
        shell(f"apt-get -y install {CLIENT_DEB}")
        cls.addClassCleanup(shell, "apt-get -qq -y purge coapnode-client")

    def test_1_it_runs_without_the_daemon(self):
        self.assertFalse(is_installed("coapnode"))
        self.assertRegex(shell("coapnode --version"), "^coapnode [0-9]")
        # Nothing listens there: the exit code says so.
        self.assertIn("ended with 5", shell("coapnode get 127.0.0.1/info; echo ended with $?", check=False))

    def test_1_its_files_are_its_own(self):
        files = shell("dpkg -L coapnode-client").splitlines()
        for name in ("/usr/bin/coapnode", "/usr/share/man/man1/coapnode.1.gz", "/usr/share/bash-completion/completions/coapnode",
                     "/usr/share/doc/coapnode-client/copyright"):
            self.assertIn(name, files)
        self.assertNotIn("/etc", files)

    def test_1_bash_completes_its_commands(self):
        script = (". /usr/share/bash-completion/completions/coapnode; COMP_WORDS=(coapnode d); COMP_CWORD=1; _coapnode; "
                  "printf '%s ' \"${COMPREPLY[@]}\"")
        self.assertEqual(shell(script).split(), ["delete", "discover", "doctor"])

    def test_1_it_is_small(self):
        size = int(shell("dpkg-query --show --showformat='${Installed-Size}' coapnode-client"))
        print(f"installed size: {size} kB")
        self.assertLess(size, 2500)

    def test_2_beside_the_daemon_it_reads_and_switches(self):
        install()
        eventually(info, "the daemon answers")
        self.assertIn("device_id", shell("coapnode get 127.0.0.1/info"))
        self.assertIn("device_id", shell("coapnode get --json --identity admin --key-file /etc/coapnode/admin.psk "
                                         "coaps://127.0.0.1/info"))
        shell("sh /root/autopkgtest-client")

    def test_3_one_is_removed_without_the_other(self):
        shell("apt-get -qq -y purge coapnode")
        self.assertTrue(is_installed("coapnode-client"))
