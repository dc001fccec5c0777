// SPDX-License-Identifier: MIT
// One sensor of a node: its readings side by side, the cause when all of them fail, and the chart of the one that is
// open.

import {element, arrangeChildren, setNotice, setText, ViewMap} from "./dom.js";
import {capitalized, commonError} from "./resources.js";
import {ReadingView} from "./reading_view.js";
import {HistoryPanel} from "./history_panel.js";

export class SensorView {
    #name = element("h3");
    #cause = element("p", {class: "trouble", hidden: true});
    #readings = element("div", {class: "readings"});
    #views = new ViewMap();
    #ticking = [];
    #panel;
    #page;
    #device;
    #sensor;
    #shown;
    #wasOpened = false;

    constructor(page, device) {
        this.#page = page;
        this.#device = device;
        this.element = element("section", {class: "sensor"}, this.#name, this.#cause, this.#readings);
    }

    close() {
        this.#panel?.close();
        this.#panel = undefined;
    }

    update(sensor, shown) {
        const error = sensor.entries.length > 1 ? commonError(sensor.entries) : undefined;
        this.#sensor = sensor;
        this.#shown = shown;
        this.#ticking = [];
        setText(this.#name, capitalized(sensor.name));
        setNotice(this.#cause, (shown.showsCause && error) || "");
        const tiles = this.#views.update(
            sensor.entries.map((entry) => [entry.path, entry]),
            () => new ReadingView({opensChart: (path) => this.#toggle(path)}),
            (view, entry) => {
                this.#ticking.push(view);
                const isOpen = this.#panel?.path === entry.path;
                view.update(entry, {
                    ...shown,
                    isOpen,
                    panelId: this.#panel?.id,
                    showsCause: shown.showsCause && error === undefined,
                });
            },
        );
        arrangeChildren(this.#readings, tiles);
        this.#feed(sensor.entries);
        if (sensor.opensChart && !this.#wasOpened && sensor.entries.length > 0) {
            this.#wasOpened = true;
            queueMicrotask(() => this.#toggle(sensor.entries[0].path));
        }
    }

    tick(now) {
        for (const view of this.#ticking) view.tick(now);
    }

    #feed(entries) {
        this.#panel?.add(entries.find(({path}) => path === this.#panel.path)?.payload);
        this.#panel?.draw();
    }

    #toggle(path) {
        const isOpen = this.#panel?.path === path;
        this.close();
        if (!isOpen && this.element.isConnected) this.#open(path);
        this.#wasOpened = true;
        this.update(this.#sensor, this.#shown);
    }

    #open(path) {
        const {gateway, shown} = this.#page;
        const offset = () => this.#device.info.clock_offset_seconds ?? 0;
        this.#panel = new HistoryPanel({
            gateway,
            device: this.#device.info.name,
            path,
            shown,
            now: () => Date.now() / 1000 + offset(),
            newest: () => this.#sensor.entries.find((entry) => entry.path === path)?.payload,
        });
        this.element.append(this.#panel.element);
        this.#panel.open();
    }
}
