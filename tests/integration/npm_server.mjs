// SPDX-License-Identifier: MIT
// A node as a Node.js program is one, by the npm package `coap`. Argument: the folder with the packages. Prints its port.
import { createRequire } from 'node:module'
import { join } from 'node:path'

const coap = createRequire(import.meta.url)(join(process.argv[2], 'coap'))
const bodies = { '/big': Buffer.alloc(100000, 'x') }
let count = 0

const server = coap.createServer({ type: 'udp4' }, (request, response) => {
  const path = request.url.split('?')[0]
  if (request.headers.Observe === 0 && path === '/count') {
    const timer = setInterval(() => response.write(String(++count)), 100)
    response.on('finish', () => clearInterval(timer))
    response.write(String(count))
  } else if (request.method === 'PUT') {
    bodies[path] = request.payload
    response.code = '2.04'
    response.end()
  } else if (request.method === 'POST') {
    response.code = '2.01'
    response.setOption('Location-Path', 'made')
    response.end()
  } else if (path === '/.well-known/core') {
    response.setOption('Content-Format', 'application/link-format')
    response.end('</big>;title="Something large",</count>;obs')
  } else {
    response.code = bodies[path] ? '2.05' : '4.04'
    response.end(bodies[path])
  }
})
server.listen(0, '127.0.0.1', () => console.log(server._sock.address().port))
