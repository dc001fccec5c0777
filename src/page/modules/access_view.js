// SPDX-License-Identifier: MIT
// The access of this browser to the gateway: the token, its role, logging out; and the unit of temperatures.

import {element, setNotice, setText} from "./dom.js";
import {keepTemperatureUnit, temperatureUnit} from "./storage.js";

const ROLES = {
    none: "Without a token this browser has no access.",
    read: "This browser may read.",
    control: "This browser may read and switch.",
    admin: "This browser may read, switch and change configurations.",
};

export class AccessView {
    #button = element("button", {type: "button", class: "small", onclick: () => this.open()}, "Access");
    #role = element("p");
    #reason = element("p", {class: "trouble", hidden: true, role: "alert"});
    #token = element("input", {
        id: "token",
        type: "password",
        autocomplete: "off",
        spellcheck: "false",
        required: true,
    });
    #remember = element("input", {id: "remember", type: "checkbox"});
    #form = element(
        "form",
        {onsubmit: (event) => this.#enter(event)},
        element("label", {for: "token"}, "Token"),
        this.#token,
        element(
            "span",
            {class: "choice"},
            this.#remember,
            element("label", {for: "remember"}, "Remember on this device"),
        ),
        element("button", {type: "submit"}, "Enter"),
    );
    #logOut = element("button", {type: "button", onclick: () => this.#leave()}, "Log out");
    #dialog;
    #access;

    /** `access` has enter(token, remember), leave() and unitChanged(). */
    constructor(access) {
        this.#access = access;
        this.#dialog = element(
            "dialog",
            {"aria-labelledby": "access-title"},
            element("h2", {id: "access-title"}, "Access and units"),
            this.#role,
            this.#reason,
            this.#form,
            this.#logOut,
            this.#units(),
            element("button", {type: "button", onclick: () => this.#dialog.close()}, "Close"),
        );
        this.button = this.#button;
        this.element = this.#dialog;
    }

    /** `reason` is a sentence that says why it opens. */
    open(reason = "") {
        setNotice(this.#reason, reason);
        if (!this.#dialog.open) this.#dialog.showModal();
        if (!this.#form.hidden) this.#token.focus();
    }

    show({role, name, hasToken, isRemembered}) {
        setText(
            this.#button,
            hasToken ? `${name ?? "token"}: ${role}` : role === "none" ? "Enter a token" : `Access: ${role}`,
        );
        const kept = isRemembered ? " The token is remembered on this device." : "";
        setText(this.#role, `${name ? `Token “${name}”. ` : ""}${ROLES[role] ?? ""}${hasToken ? kept : ""}`);
        this.#form.hidden = hasToken && role !== "none"; // none with a token: the gateway does not know it
        this.#logOut.hidden = !hasToken;
    }

    #units() {
        const kept = temperatureUnit();
        const choice = (unit, sign) => {
            const attributes = {
                type: "radio",
                name: "unit",
                id: unit,
                checked: unit === kept,
                onchange: () => this.#setUnit(unit),
            };
            return element(
                "span",
                {class: "choice"},
                element("input", attributes),
                element("label", {for: unit}, sign),
            );
        };
        return element(
            "fieldset",
            {},
            element("legend", {}, "Temperatures"),
            choice("celsius", "°C"),
            choice("fahrenheit", "°F"),
        );
    }

    #setUnit(unit) {
        keepTemperatureUnit(unit);
        this.#access.unitChanged();
    }

    async #enter(event) {
        event.preventDefault();
        const wrong = await this.#access.enter(this.#token.value.trim(), this.#remember.checked);
        setNotice(this.#reason, wrong);
        if (wrong !== "") return;
        this.#token.value = "";
        this.#dialog.close();
    }

    async #leave() {
        await this.#access.leave();
        setNotice(this.#reason, "");
        this.#token.focus();
    }
}
