// SPDX-License-Identifier: MIT
// Numbers as people type them: with a comma or a dot.

const TYPED = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;

/** The number, or undefined for what is none. "1.000,5" is refused: whether its dot counts is not certain. */
export function parseNumber(text) {
    const typed = text.trim().replace(/\u2212/g, "-");
    return TYPED.test(typed) ? Number(typed.replace(",", ".")) : undefined;
}
