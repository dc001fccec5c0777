// SPDX-License-Identifier: MIT
// Creates and changes elements. Text is only ever set as text, so nothing that a node sends is read as HTML.

/** element("button", {class: "small", onclick: f, hidden: true}, "Set", icon) */
export function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value);
    made.append(...children.filter((child) => child !== undefined));
    return made;
}

function setAttribute(of, name, value) {
    if (name.startsWith("on")) of.addEventListener(name.slice(2), value);
    else if (value === true) of.setAttribute(name, "");
    else if (value !== false && value !== undefined) of.setAttribute(name, value);
}

/** Changes the text only when it differs: assistive technology is not notified without need. */
export function setText(of, text) {
    if (of.textContent !== text) of.textContent = text;
}

/** Shows `text`, or hides the element when there is none. */
export function setNotice(of, text) {
    setText(of, text);
    of.hidden = text === "";
}

export function setState(of, name, value) {
    if (of.getAttribute(name) !== String(value)) of.setAttribute(name, String(value));
}

/** Puts `wanted` into `parent` in this order, and moves only those in another place, so that the focus stays. */
export function arrangeChildren(parent, wanted) {
    for (const child of [...parent.children]) {
        if (!wanted.includes(child)) child.remove();
    }
    wanted.forEach((child, at) => {
        if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
    });
}

let lastId = 0;

export function uniqueId(prefix) {
    lastId += 1;
    return `${prefix}-${lastId}`;
}

/** Views by key: creates the missing ones and removes the others. */
export class ViewMap {
    #views = new Map();

    /** `items` are [key, item]; returns the elements in that order. */
    update(items, make, update) {
        const keys = new Set(items.map(([key]) => key));
        for (const [key, view] of this.#views) {
            if (keys.has(key)) continue;
            view.close?.();
            this.#views.delete(key);
        }
        return items.map(([key, item]) => {
            if (!this.#views.has(key)) this.#views.set(key, make(item));
            const view = this.#views.get(key);
            update(view, item);
            return view.element;
        });
    }
}
