// SPDX-License-Identifier: MIT
// All links of a node, with the answers to GET and observe, and the shell commands to copy.

import {element, setText} from "./dom.js";
import {Exchange} from "./exchange_view.js";
import {formatsInWords} from "./formats.js";

export class ExploreView {
    #list = element("ul", {class: "links"});
    #hint = element("p", {class: "hint"});
    #context;
    #exchange;

    /** `context` has gateway, device, uri() and resources(): a promise of the node's links. */
    constructor(context) {
        this.#context = context;
        const heading = element("summary", {}, "Explore");
        this.element = element(
            "details",
            {class: "explore", ontoggle: () => this.#toggle()},
            heading,
            this.#hint,
            this.#list,
        );
    }

    close() {
        this.#exchange?.close();
        this.#exchange = undefined;
    }

    async #toggle() {
        this.close();
        if (!this.element.open) return;
        setText(this.#hint, "Asking the node for its links…");
        try {
            const links = await this.#context.resources();
            setText(
                this.#hint,
                links.length === 0
                    ? "The node lists no links."
                    : `${links.length} links. GET reads once; observe follows the changes.`,
            );
            this.#list.replaceChildren(...links.map((link) => this.#item(link)));
        } catch (error) {
            setText(this.#hint, `Cannot list the links: ${error.message}`);
        }
    }

    #item(link) {
        const about = [link.title, link.rt, formatsInWords(link.ct ?? [])].filter(Boolean).join(" · ");
        const item = element("li", {});
        const button = (text, observe) =>
            element(
                "button",
                {
                    type: "button",
                    class: "small",
                    "aria-label": `${text} ${link.path}`,
                    onclick: () => this.#ask(item, link, observe),
                },
                text,
            );
        item.append(
            element("code", {}, link.path),
            element("span", {class: "verbs"}, button("GET", false), ...(link.obs ? [button("observe", true)] : [])),
            element("span", {class: "hint"}, about),
        );
        return item;
    }

    /** One exchange at a time: a browser opens no more than six connections to a host. */
    #ask(item, link, observe) {
        this.close();
        this.#exchange = new Exchange({
            gateway: this.#context.gateway,
            device: this.#context.device,
            uri: this.#context.uri(),
            path: link.path,
            observe,
        });
        item.append(this.#exchange.element);
    }
}
