// SPDX-License-Identifier: MIT
// A node as a Node.js program meets it, by the npm package `coap`. Arguments: the folder with the packages, the node's port.
// Prints one JSON object with what it met.
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [modules, port] = process.argv.slice(2)
const coap = createRequire(import.meta.url)(join(modules, 'coap'))

function ask(method, pathname, { payload, query, accept, format } = {}) {
  return new Promise((resolve, reject) => {
    const request = coap.request({ hostname: '127.0.0.1', port, method, pathname, query })
    if (accept !== undefined) request.setOption('Accept', accept)
    if (format !== undefined) request.setOption('Content-Format', format)
    request.on('response', (response) => {
      const options = Object.fromEntries(response.options.map(({ name }) => [name, true]))
      resolve({ code: response.code, payload: response.payload.toString(), format: response.headers['Content-Format'], options })
    })
    request.on('error', reject)
    request.end(payload)
  })
}

// The socket of those that observe; it stays open as long as one of them does.
const agent = new coap.Agent({ type: 'udp4' })

// What an observer hears until it has heard `count` states; then it stops, and tells the node so, unless nothing happens `meanwhile`.
function observe(pathname, count, meanwhile) {
  return new Promise((resolve, reject) => {
    const request = coap.request({ hostname: '127.0.0.1', port, method: 'GET', pathname, observe: true, agent })
    const heard = []
    request.on('response', (response) => {
      response.on('data', async (payload) => {
        heard.push(payload.toString())
        if (heard.length < count) return setTimeout(meanwhile, 200)
        if (meanwhile) response.close(true)
        resolve(heard)
      })
    })
    request.on('error', reject)
    request.end()
  })
}

// How many observers the node has, once they are as few as that, or after a while.
async function observersLeft(expected) {
  let observers
  for (let tries = 0; tries < 50 && observers !== expected; ++tries) {
    observers = JSON.parse((await ask('GET', '/stats')).payload).observers
  }
  return observers
}

const met = {
  temperature: await ask('GET', '/temperature'),
  text: await ask('GET', '/temperature', { accept: 'text/plain' }),
  put: await ask('PUT', '/led', { payload: '{"state":"on"}', format: 'application/json' }),
  afterPut: await ask('GET', '/led'),
  toggle: await ask('POST', '/led'),
  history: await ask('GET', '/history', { query: 'quantity=temperature', accept: 'application/json' }),
  afterToggle: await ask('GET', '/led'),
  observing: await observe('/humidity', 1),
  observed: await observe('/led', 3, () => ask('POST', '/led')),
  observersLeft: await observersLeft(1),
  afterObserving: await ask('POST', '/led'),
  bad: await ask('PUT', '/led', { payload: 'blue' }),
  missing: await ask('GET', '/nothing'),
  discovery: await ask('GET', '/.well-known/core'),
  filtered: await ask('GET', '/.well-known/core', { query: 'rt=led' }),
}
console.log(JSON.stringify(met))
process.exit(0)
