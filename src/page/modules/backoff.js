// SPDX-License-Identifier: MIT
// How long to wait before the stream is opened again.

export const LEAST_SECONDS = 1;
export const MOST_SECONDS = 30;

/** Seconds before attempt number `failures` (1, 2, …): 1, 2, 4 … 30, each up to a fifth shorter, so that pages do not
 *  reconnect at the same time. `random` is between 0 and 1. */
export function secondsBeforeRetry(failures, random) {
    const doubled = LEAST_SECONDS * 2 ** Math.min(failures - 1, 10);
    return Math.max(LEAST_SECONDS, Math.min(MOST_SECONDS, doubled) * (1 - random / 5));
}
