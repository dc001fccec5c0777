// SPDX-License-Identifier: MIT
// How long ago, in words.

const STEPS = [
    [60, 1, "s"],
    [3600, 60, "min"],
    [2 * 86400, 3600, "h"],
    [Infinity, 86400, "days"],
];

/** "now", "12 s ago", "3 min ago", "5 h ago", "3 days ago" */
export function ageInWords(seconds) {
    if (!(seconds >= 1)) return "now";
    const [, size, name] = STEPS.find(([below]) => seconds < below);
    return `${Math.floor(seconds / size)} ${name} ago`;
}
