// SPDX-License-Identifier: MIT
/// Functions that GnuTLS calls by their names: the program's replace others. Where GnuTLS does not call them, it starts
/// later, and all goes on.

/// Whether GnuTLS stays away when it is loaded (GNUTLS_SKIP_GLOBAL_INIT in its manual). CoapLibrary starts it where a
/// command wants DTLS.
extern "C" [[gnu::visibility("default")]] int _gnutls_global_init_skip()  // NOLINT: the name is given by GnuTLS
{
    return 1;
}

/// libtasn1's: GnuTLS has it build the grammar of certificates, a tenth of all that a GET over DTLS costs. The client
/// uses keys only, so it reads no certificate. Success is 0.
extern "C" [[gnu::visibility("default")]] int asn1_array2tree(const void* /*definitions*/, void** /*tree*/,
                                                              char* /*mistake*/)
{
    return 0;
}
