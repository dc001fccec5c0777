// SPDX-License-Identifier: MIT
// Content-Formats of CoAP by name.

const NAMES = {
    0: "text",
    40: "links",
    42: "bytes",
    50: "JSON",
    60: "CBOR",
    110: "SenML",
    112: "SenML CBOR",
};

/** "JSON, CBOR, format 65000" */
export function formatsInWords(numbers) {
    return numbers.map((number) => NAMES[number] ?? `format ${number}`).join(", ");
}
