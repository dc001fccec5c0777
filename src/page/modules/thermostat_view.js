// SPDX-License-Identifier: MIT
// The thermostat of a node: what it does, and its target, which a user with the role can set.

import {element, setNotice, setText, uniqueId} from "./dom.js";
import {Control} from "./control.js";
import {parseNumber} from "./numbers.js";
import {formatValue, fromShown, unitSign} from "./units.js";

const UNIT = "celsius";

export class ThermostatView {
    #id = uniqueId("target");
    #text = element("p", {class: "state"});
    #label = element("label", {for: this.#id});
    #input = element("input", {
        id: this.#id,
        type: "text",
        inputmode: "decimal",
        autocomplete: "off",
        size: 6,
        "aria-describedby": `${this.#id}-cause`,
    });
    #button = element("button", {type: "submit"}, "Set");
    #form = element(
        "form",
        {class: "target", onsubmit: (event) => this.#submit(event)},
        this.#label,
        this.#input,
        this.#button,
    );
    #cause = element("p", {class: "cause", id: `${this.#id}-cause`, hidden: true});
    #control;
    #context;
    #entry;
    #shown = {};
    #isWaiting = false;

    constructor(context) {
        this.#context = context;
        this.#control = new Control(context);
        this.element = element(
            "section",
            {class: "thermostat", "aria-label": "Thermostat"},
            element("h3", {}, "Thermostat"),
            this.#text,
            this.#form,
            this.#cause,
        );
    }

    update(entry, shown) {
        if (entry !== this.#entry) this.#control.heard();
        const target = entry.payload?.target;
        const isNew = target !== this.#entry?.payload?.target || shown.temperatureUnit !== this.#shown.temperatureUnit;
        this.#entry = entry;
        this.#shown = shown;
        const sign = unitSign(UNIT, shown.temperatureUnit);
        setText(this.#label, `Target, ${sign}`);
        setText(this.#text, this.#sentence(entry.payload));
        if (isNew && typeof target === "number" && document.activeElement !== this.#input)
            this.#input.value = this.#format(target);
        this.#form.hidden = !this.#context.mayControl() || entry.error !== undefined;
        if (this.#cause.dataset.of !== "change")
            setNotice(this.#cause, (shown.showsCause && entry.error) || (entry.payload?.error ?? ""));
    }

    #format(celsius) {
        return formatValue(celsius, UNIT, this.#shown.temperatureUnit, this.#shown.locale);
    }

    #sentence(payload) {
        if (payload === undefined || payload === null) return "no state";
        const sign = unitSign(UNIT, this.#shown.temperatureUnit);
        const verb = payload.mode === "cool" ? "cooling" : "heating";
        const parts = [payload.output === "on" ? verb : `not ${verb}`];
        if (typeof payload.target === "number") parts.push(`target ${this.#format(payload.target)}\u00a0${sign}`);
        if (typeof payload.temperature === "number")
            parts.push(`now ${this.#format(payload.temperature)}\u00a0${sign}`);
        return parts.join(", ");
    }

    async #submit(event) {
        event.preventDefault();
        if (this.#isWaiting) return;
        const typed = parseNumber(this.#input.value);
        if (typed === undefined) return this.#say("This is not a number: write 21.5 or 21,5.");
        this.#wait(true);
        const target = Number(fromShown(typed, UNIT, this.#shown.temperatureUnit).toFixed(2));
        await this.#control.change({target}).then(
            () => this.#say(""),
            (error) => this.#say(`Not set: ${error.message}`),
        );
        this.#wait(false);
        return undefined;
    }

    #wait(isWaiting) {
        this.#isWaiting = isWaiting;
        this.#button.setAttribute("aria-disabled", String(isWaiting));
        setText(this.#button, isWaiting ? "waiting…" : "Set");
    }

    #say(text) {
        this.#cause.dataset.of = text === "" ? "" : "change";
        this.#input.setAttribute("aria-invalid", String(text !== ""));
        setNotice(this.#cause, text || (this.#entry.payload?.error ?? ""));
        if (text !== "") this.#context.announce(`Thermostat: ${text}`);
    }
}
