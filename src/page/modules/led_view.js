// SPDX-License-Identifier: MIT
// An LED: a switch that moves when the node has confirmed it. Without the role it says which role is needed.

import {element, setNotice, setState, setText, uniqueId} from "./dom.js";
import {labelOf} from "./resources.js";
import {Control} from "./control.js";

export class LedView {
    #id = uniqueId("led");
    #label = element("span", {class: "label", id: this.#id});
    #text = element("span", {class: "state"});
    #cause = element("p", {class: "cause", hidden: true});
    #switch = element("button", {
        type: "button",
        role: "switch",
        class: "switch",
        "aria-labelledby": this.#id,
        onclick: () => this.#press(),
    });
    #control;
    #context;
    #entry;
    #isWaiting = false;

    /** `context` has gateway, device, path, confirmed, mayControl(), askForToken() and announce(). */
    constructor(context) {
        this.#context = context;
        this.#control = new Control(context);
        this.element = element("div", {class: "control"}, this.#label, this.#text, this.#switch, this.#cause);
    }

    /** `showsCause` is false if the node fails as a whole, because the card already says why. */
    update(entry, {showsCause}) {
        if (entry !== this.#entry) this.#control.heard();
        this.#entry = entry;
        setText(this.#label, labelOf(entry.path));
        if (entry.error !== undefined) setNotice(this.#cause, showsCause ? entry.error : "");
        else if (this.#cause.dataset.of !== "change") setNotice(this.#cause, "");
        this.#show();
    }

    get #state() {
        return this.#entry.payload?.state ?? this.#entry.payload;
    }

    #show() {
        const known = typeof this.#state === "string";
        const isOn = known && this.#state !== "off";
        setText(this.#text, this.#isWaiting ? "waiting…" : known ? String(this.#state).slice(0, 20) : "unknown");
        setState(this.#switch, "aria-checked", isOn);
        setState(this.#switch, "aria-busy", this.#isWaiting);
        setState(this.#switch, "aria-disabled", this.#isWaiting);
        this.#switch.classList.toggle("locked", !this.#context.mayControl());
    }

    async #press() {
        if (this.#isWaiting) return;
        if (!this.#context.mayControl()) {
            this.#context.askForToken("Switching needs a token with the role control.");
            return;
        }
        const wanted = this.#switch.getAttribute("aria-checked") === "true" ? "off" : "on";
        this.#isWaiting = true;
        this.#say("");
        this.#show();
        await this.#control.change({state: wanted}).catch((error) => this.#say(`Not switched: ${error.message}`));
        this.#isWaiting = false;
        this.#show();
    }

    #say(text) {
        this.#cause.dataset.of = text === "" ? "" : "change";
        setNotice(this.#cause, text);
        if (text !== "") this.#context.announce(`${this.#label.textContent}: ${text}`);
    }
}
