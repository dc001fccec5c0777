// SPDX-License-Identifier: MIT
// One value of a node: its name, the number with its unit, and its age or the cause of a failure. Where the node keeps
// a history it is a button that opens the chart.

import {element, setNotice, setState, setText} from "./dom.js";
import {labelOf, numberOf} from "./resources.js";
import {formatValue, unitSign} from "./units.js";
import {ageInWords} from "./ages.js";

const MOST_TEXT = 200;

export class ReadingView {
    #label = element("span", {class: "label"});
    #number = element("span", {class: "number"});
    #unit = element("span", {class: "unit"});
    #age = element("span", {class: "age"});
    #error = element("span", {class: "cause", hidden: true});
    #entry;

    constructor({opensChart}) {
        const content = [
            this.#label,
            element("span", {class: "value"}, this.#number, " ", this.#unit),
            this.#age,
            this.#error,
        ];
        this.element = opensChart
            ? element(
                  "button",
                  {class: "reading", type: "button", onclick: () => opensChart(this.#entry.path)},
                  ...content,
              )
            : element("div", {class: "reading"}, ...content);
    }

    /** `showsCause` is false if the cause is shown once for all readings of the sensor. */
    update(entry, {temperatureUnit, locale, title, isOpen, panelId, showsCause = true}) {
        this.#entry = entry;
        const failed = entry.error !== undefined;
        setText(this.#label, labelOf(entry.path, title));
        this.#showValue(failed ? undefined : entry.payload, temperatureUnit, locale);
        setNotice(this.#error, failed && showsCause ? entry.error : "");
        this.element.classList.toggle("failed", failed);
        this.#age.hidden = failed;
        if (this.element.tagName !== "BUTTON") return;
        setState(this.element, "aria-expanded", isOpen);
        if (isOpen) setState(this.element, "aria-controls", panelId);
        else this.element.removeAttribute("aria-controls");
    }

    #showValue(payload, temperatureUnit, locale) {
        const number = numberOf(payload);
        const unit = payload?.unit;
        if (payload === undefined) setText(this.#number, "no value");
        else if (number === undefined) setText(this.#number, String(payload).slice(0, MOST_TEXT));
        else setText(this.#number, formatValue(number, unit, temperatureUnit, locale));
        setText(this.#unit, number === undefined ? "" : unitSign(unit, temperatureUnit));
    }

    tick(now) {
        if (this.#entry?.at !== undefined) setText(this.#age, ageInWords(now - this.#entry.at));
    }
}
