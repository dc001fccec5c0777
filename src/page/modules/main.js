// SPDX-License-Identifier: MIT
// Connects the parts of the page: the stream changes the model, and a card for each node shows the model.

import {Access, takePairingCode} from "./access.js";
import {AccessView} from "./access_view.js";
import {Announcer} from "./announcer.js";
import {ConnectionView} from "./connection_view.js";
import {DeviceCard} from "./device_card.js";
import {arrangeChildren, setNotice, setText, ViewMap} from "./dom.js";
import {Gateway} from "./gateway.js";
import {Model} from "./model.js";
import {TokenStore, temperatureUnit} from "./storage.js";
import {parseObject} from "./sse.js";
import {LiveStream} from "./stream.js";
import {isTroubled, newsInWords, nodesInWords} from "./words.js";

/** By then, or by its first ping, the gateway has sent its whole state. */
const STATE_SECONDS = 3;
/** With more nodes than this no chart opens without a click: each would load a history. */
const MOST_NODES_WITH_OPEN_CHART = 2;

const base = new URL(".", document.baseURI).href;
const tokens = new TokenStore(base);
const gateway = new Gateway(base, tokens);
const model = new Model();
const announcer = new Announcer(document.body);
const cards = new ViewMap();
const shownCards = new Map();
const main = document.querySelector("main");
const now = () => performance.now() / 1000;
let isSettled = false;
let settling;
let isRenderAsked = false;
let dirty = new Set(); // names of nodes whose cards are out of date
let isAllDirty = true;

const access = new Access({gateway, tokens, changed: () => accessChanged()});
const accessView = new AccessView({
    enter: (token, remember) => access.enter(token, remember).then(reopened),
    leave: () => access.leave().then(reopened),
    unitChanged: () => render(),
});
const stream = new LiveStream({
    open: (signal) => gateway.request("events", {accept: "text/event-stream", signal}),
    heard,
    show: (state) => {
        connection.show(state);
        if (state.error?.status === 401) access.refresh();
    },
});
const connection = new ConnectionView({
    announcer,
    tryNow: () => stream.reconnect(),
    askForToken: (reason) => accessView.open(reason),
});

const page = {
    gateway,
    announcer,
    now,
    render: () => render(),
    shown: () => ({temperatureUnit: temperatureUnit(), locale: undefined}),
    mayControl: () => access.mayControl,
    askForToken: (reason) => accessView.open(reason),
    confirmed: (device, path, payload) => {
        model.apply("value", {device, path, payload}, now());
        render(device);
    },
};

/** Another token may see more or less, so the stream starts again. */
function reopened(wrong) {
    if (!wrong) stream.reconnect();
    return wrong;
}

function accessChanged() {
    accessView.show(access.summary);
    render();
}

function heard({event, data: text}) {
    if (event === "open") return begin();
    if (event === "ping") return settle();
    const data = parseObject(text);
    if (data === undefined) return undefined;
    const news = model.apply(event, data, now());
    if (news && isSettled && isWorthSaying(news)) announcer.say(newsInWords(news));
    return render(data.device ?? data.name);
}

/** When a node fails as a whole, this is said once, not for each of its resources. */
function isWorthSaying({news, device}) {
    return news === "state" || !isTroubled(device.info);
}

/** The whole state comes again. */
function begin() {
    isSettled = false;
    model.begin();
    clearTimeout(settling);
    settling = setTimeout(settle, STATE_SECONDS * 1000);
    access.refresh();
}

function settle() {
    if (isSettled) return;
    isSettled = true;
    clearTimeout(settling);
    model.sweep();
    render();
}

/** Shows what changed of this node, or everything, in the next frame. */
function render(name) {
    if (name === undefined) isAllDirty = true;
    else dirty.add(name);
    if (isRenderAsked) return;
    isRenderAsked = true;
    requestAnimationFrame(() => {
        isRenderAsked = false;
        showCards();
    });
}

function showCards() {
    const {devices} = model;
    const opensChart = devices.length <= MOST_NODES_WITH_OPEN_CHART;
    for (const name of shownCards.keys()) if (!model.device(name)) shownCards.delete(name);
    const elements = cards.update(
        devices.map((device) => [device.info.name, device]),
        (device) => new DeviceCard(page, device),
        (card, device) => {
            const {name} = device.info;
            const isOld = isAllDirty || dirty.has(name) || !shownCards.has(name);
            if (isOld) card.update(device, {opensChart});
            shownCards.set(name, card);
        },
    );
    arrangeChildren(main, elements);
    [dirty, isAllDirty] = [new Set(), false];
    setText(document.getElementById("count"), devices.length > 0 ? nodesInWords(devices) : "");
    setNotice(
        document.getElementById("empty"),
        isSettled && devices.length === 0 ? "The gateway has no nodes yet: add one under nodes: in gateway.yaml." : "",
    );
}

function tick() {
    for (const card of shownCards.values()) card.tick(now());
    connection.tick(performance.now());
}

async function pair() {
    const code = takePairingCode(window.location, window.history);
    if (code === undefined) return;
    const wrong = await access.pair(code).catch((error) => error.message);
    if (wrong) accessView.open(`The pairing code did not work: ${wrong}`);
}

/** The address with a code was opened while the page was already open. */
function pairAgain() {
    pair().then(() => stream.reconnect());
}

document.getElementById("state").append(connection.badge, accessView.button);
document.getElementById("notices").append(connection.notice);
document.body.append(accessView.element);
accessView.show(access.summary);
setInterval(() => document.hidden || tick(), 1000);
window.addEventListener("hashchange", pairAgain);
await pair();
stream.start();
