// SPDX-License-Identifier: MIT
// One node: its title and state, its readings with a chart of one of them, its LEDs, its thermostat and its links.

import {element, arrangeChildren, setNotice, setState, setText, uniqueId, ViewMap} from "./dom.js";
import {arrange} from "./resources.js";
import {titleOf} from "./model.js";
import {clockInWords, isTroubled, stateInWords, troubleOf} from "./words.js";
import {localZone, timeInWords} from "./zone.js";
import {LedView} from "./led_view.js";
import {ThermostatView} from "./thermostat_view.js";
import {ExploreView} from "./explore_view.js";
import {SensorView} from "./sensor_view.js";
import {ReadingView} from "./reading_view.js";

export class DeviceCard {
    #id = uniqueId("node");
    #title = element("h2", {id: this.#id});
    #address = element("span", {class: "address"});
    #badge = element("span", {class: "badge"});
    #trouble = element("p", {class: "trouble", hidden: true});
    #clock = element("p", {class: "hint", hidden: true});
    #content = element("div", {class: "content"});
    #others = element("div", {class: "readings"});
    #leds = element("div", {class: "controls"});
    #explore;
    #sensorViews = new ViewMap();
    #otherViews = new ViewMap();
    #ledViews = new ViewMap();
    #thermostatViews = new ViewMap();
    #ticking = [];
    #titles = new Map();
    #links;
    #page;
    #device;

    /** `page` is what the views share: gateway, announcer, render(), shown(), now(), mayControl(), askForToken() and
     *  confirmed(). */
    constructor(page, device) {
        this.#page = page;
        this.#device = device;
        const {name} = device.info;
        this.#explore = new ExploreView({
            gateway: page.gateway,
            device: name,
            uri: () => this.#device.info.uri ?? "",
            resources: () => this.#resources(),
        });
        this.element = element(
            "article",
            {class: "card", "aria-labelledby": this.#id},
            element("header", {}, element("div", {}, this.#title, this.#address), this.#badge),
            this.#trouble,
            this.#clock,
            this.#content,
            this.#explore.element,
        );
    }

    close() {
        this.#explore.close();
        this.#sensorViews.update([], undefined, undefined);
    }

    /** `opensChart`: the first reading shows its chart without a click. */
    update(device, {opensChart}) {
        this.#device = device;
        this.#showNode(device.info);
        const {sensors, leds, thermostat, others} = arrange([...device.entries.values()]);
        this.#ticking = [];
        const shown = {...this.#page.shown(), showsCause: !isTroubled(device.info)};
        const sections = this.#sensorViews.update(
            sensors.map((sensor, at) => [sensor.name, {...sensor, opensChart: opensChart && at === 0}]),
            () => this.#ticks(new SensorView(this.#page, device)),
            (view, sensor) => this.#ticks(view).update(sensor, shown),
        );
        const tiles = this.#otherViews.update(
            others.map((entry) => [entry.path, entry]),
            () => new ReadingView({}),
            (view, entry) => this.#ticks(view).update(entry, {...shown, title: this.#titleOf(entry.path)}),
        );
        const switches = this.#ledViews.update(
            leds.map((entry) => [entry.path, entry]),
            ({path}) => new LedView(this.#control(path)),
            (view, entry) => view.update(entry, shown),
        );
        const thermostats = this.#thermostatViews.update(
            thermostat ? [[thermostat.path, thermostat]] : [],
            ({path}) => new ThermostatView(this.#control(path)),
            (view, entry) => view.update(entry, shown),
        );
        arrangeChildren(this.#others, tiles);
        arrangeChildren(this.#leds, switches);
        const groups = [
            ...sections,
            tiles.length > 0 && this.#others,
            switches.length > 0 && this.#leds,
            ...thermostats,
        ];
        arrangeChildren(this.#content, groups.filter(Boolean));
        this.tick(this.#page.now());
    }

    tick(now) {
        for (const view of this.#ticking) view.tick(now);
    }

    #ticks(view) {
        if (!this.#ticking.includes(view)) this.#ticking.push(view);
        return view;
    }

    #titleOf(path) {
        this.#links ??= this.#askForLinks();
        return this.#titles.get(path);
    }

    /** Values of nodes that are not coapnode have the names that their links give. */
    async #askForLinks() {
        const links = await this.#resources().catch(() => []);
        this.#titles = new Map(links.map(({path, title}) => [path, title]));
        this.#page.render();
    }

    async #resources() {
        const {name} = this.#device.info;
        return (await this.#page.gateway.json(`devices/${encodeURIComponent(name)}`)).resources ?? [];
    }

    #control(path) {
        const {gateway, announcer, mayControl, askForToken, confirmed} = this.#page;
        const {name} = this.#device.info;
        return {
            gateway,
            device: name,
            path,
            mayControl,
            askForToken,
            announce: (text) => announcer.say(text),
            confirmed: (payload) => confirmed(name, path, payload),
        };
    }

    #showNode(info) {
        const {locale} = this.#page.shown();
        setText(this.#title, titleOf(info));
        setText(this.#address, info.title ? `${info.name} · ${info.uri ?? ""}` : (info.uri ?? ""));
        setText(this.#badge, stateInWords(info.state));
        setState(this.#badge, "data-state", info.state);
        setState(this.element, "data-state", info.state);
        const since = info.since ? timeInWords(info.since, Date.now(), localZone(), locale) : "";
        setNotice(this.#trouble, troubleOf(info, since));
        setNotice(this.#clock, clockInWords(info.clock_offset_seconds ?? 0));
    }
}
