// SPDX-License-Identifier: MIT
/// The configuration that the server's fuzzer begins with.
#pragma once

#include <string_view>

namespace coapnode {

inline constexpr std::string_view node_yaml = R"(# The node under test; a comment with a key: psk: in-a-comment-16b
device: {id: fuzz, title: Under test}
remote_config: true
coap:
  listen: ["192.0.2.100:5683"]
dtls:
  listen: ["192.0.2.100:5684"]
  identities:
    - {identity: gateway, psk: "correct-horse-battery", role: admin}
    - identity: reader
      psk_hex: 7f0e6b1d9a3c5e8846b7a1c2d3e4f509
hardware: {backend: mock}
sensors:
  - {name: room, driver: sht3x, interval: 10m}
  - {name: outside, driver: bme280, address: 0x76, interval: 20m, calibration: {temperature: {offset: -0.4}}}
leds:
  - {name: led, line: GPIO17, initial: restore}
  - {name: relay, line: GPIO27}
thermostat: {sensor: room, output: relay, target: 20}
history: {flush: 30m}
limits: {observers: 8, observers_per_resource: 4}
)";

}  // namespace coapnode
