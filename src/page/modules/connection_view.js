// SPDX-License-Identifier: MIT
// Shows the state of the stream in the head of the page, and a notice while it is lost.

import {element, setNotice, setState, setText} from "./dom.js";

const WORDS = {connecting: "connecting…", live: "live", waiting: "no connection", hidden: "paused"};

export class ConnectionView {
    #badge = element("span", {class: "badge", "data-state": "unknown"}, WORDS.connecting);
    #text = element("span");
    #next = element("span", {class: "hint"});
    #enter = element("button", {type: "button", class: "small", hidden: true}, "Enter a token");
    #again = element("button", {type: "button", class: "small"}, "Try now");
    #isLost = false;
    #retryAt;
    #announcer;

    constructor({announcer, tryNow, askForToken}) {
        this.#announcer = announcer;
        this.#again.addEventListener("click", tryNow);
        this.#enter.addEventListener("click", () => askForToken(""));
        this.badge = this.#badge;
        this.notice = element("div", {class: "notice", hidden: true}, this.#text, this.#next, this.#enter, this.#again);
    }

    show({state, error, retryAt, isFirst}) {
        setText(this.#badge, WORDS[state]);
        setState(this.#badge, "data-state", {live: "up", waiting: "silent"}[state] ?? "unknown");
        setState(document.body, "data-connection", state);
        this.#retryAt = retryAt;
        if (state === "waiting") this.#lose(error);
        if (state === "live") this.#regain();
        if (state === "connecting" && !isFirst) setNotice(this.#next, "Trying…");
    }

    tick(now) {
        if (this.#retryAt === undefined) return;
        setNotice(this.#next, `Next attempt in ${Math.max(0, Math.ceil((this.#retryAt - now) / 1000))} s.`);
    }

    #lose(error) {
        const needsToken = error.status === 401;
        const why = needsToken
            ? "The gateway needs a valid token."
            : `${error.message} The values on this page may be out of date.`;
        if (!this.#isLost || this.#text.textContent !== why) this.#announcer.say(why);
        this.#isLost = true;
        this.#enter.hidden = !needsToken;
        setText(this.#text, why);
        this.notice.hidden = false;
    }

    #regain() {
        if (this.#isLost) this.#announcer.say("Connected again.");
        this.#isLost = false;
        this.notice.hidden = true;
    }
}
