// SPDX-License-Identifier: MIT
// Numbers as people type them: with a comma or a dot.

const TYPED = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;

/** The number, or undefined if the text is not one. "1.000,5" is refused: the meaning of its dot is not certain. */
export function parseNumber(text) {
    const typed = text.trim().replace(/\u2212/g, "-");
    return TYPED.test(typed) ? Number(typed.replace(",", ".")) : undefined;
}
