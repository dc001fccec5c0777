// SPDX-License-Identifier: MIT
// Announces news to screen readers politely. News that arrive together are announced together.

import {element} from "./dom.js";

const TOGETHER_MILLISECONDS = 300;
const MOST = 5;

export class Announcer {
    #region = element("div", {class: "visually-hidden", role: "status", "aria-live": "polite", id: "news"});
    #waiting = [];
    #timer;

    constructor(parent) {
        parent.append(this.#region);
    }

    say(text) {
        this.#waiting.push(text);
        this.#timer ??= setTimeout(() => this.#speak(), TOGETHER_MILLISECONDS);
    }

    #speak() {
        const more = this.#waiting.length - MOST;
        const said = this.#waiting.slice(0, MOST);
        if (more > 0) said.push(`and ${more} more`);
        this.#region.textContent = said.join(". ");
        this.#waiting = [];
        this.#timer = undefined;
    }
}
