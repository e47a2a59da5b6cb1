#!/usr/bin/env python3
"""Latency of ordinary clients without and with 1,000 connections that send half a request and then nothing."""

import socket

from served import folder, load, row, run, served

with folder() as data:
    run("demo", "--data", data, "--organisations", 1000)
    with served(data) as server:
        without = load(server, ["/fr/organisations"], connections=16)
        row("without", without)
        host, port = server.url.removeprefix("http://").split(":")
        slow = []
        for _ in range(1000):
            held = socket.create_connection((host, int(port)))
            held.sendall(b"GET /fr HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
            slow.append(held)
        beside = load(server, ["/fr/organisations"], connections=16)
        row("beside 1,000 half-open ones", beside)
        print(f"p99 x{beside['p99'] / without['p99']:.2f}")
        for held in slow:
            held.close()
