"""Reads the packets of the network that it runs in, on every interface, and prints a line for each connection to port 5432 that
begins there: a number, the client, the server, and what the client's first bytes are, "TLS" or "clear" (Postgres' own)."""

import ctypes
import itertools
import socket
import struct

POSTGRES = 5432
EVERY_PROTOCOL = 3
SO_ATTACH_FILTER = 26
SYN = 2

# Protocol 3.0 and 3.2; requests to cancel, for TLS and for GSS.
POSTGRES_CODES = {196608, 196610, 80877102, 80877103, 80877104}

# What `tcpdump -d 'ip and tcp dst port 5432'` prints for packets without a link header: the kernel drops all others, since a base
# backup is more than Python would follow.
DROP, KEEP = 7, 6
PROGRAM = [
    (0x28, 0, 0, 0xFFFFF000),  # the packet's protocol
    (0x15, 0, DROP - 2, 0x0800),  # IPv4
    (0x30, 0, 0, 9),
    (0x15, 0, DROP - 4, socket.IPPROTO_TCP),
    (0xB1, 0, 0, 0),  # length of the IP header
    (0x48, 0, 0, 2),
    (0x15, 0, 1, POSTGRES),
    (0x06, 0, 0, 0xFFFF),
    (0x06, 0, 0, 0),
]


def tap():
    tap = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(EVERY_PROTOCOL))
    code = b"".join(struct.pack("HBBI", *step) for step in PROGRAM)
    buffer = ctypes.create_string_buffer(code)
    tap.setsockopt(
        socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", len(PROGRAM), ctypes.addressof(buffer))
    )
    return tap


def meaning(payload):
    if payload[:2] == b"\x16\x03":
        return "TLS"
    if len(payload) >= 8 and struct.unpack("!I", payload[4:8])[0] in POSTGRES_CODES:
        return "clear"
    return f"unknown:{payload[:8].hex()}"


def segments(tap):
    while True:
        packet = tap.recv(0xFFFF)
        tcp = (packet[0] & 0xF) * 4
        sport, dport = struct.unpack("!HH", packet[tcp : tcp + 4])
        source, target = socket.inet_ntoa(packet[12:16]), socket.inet_ntoa(packet[16:20])
        end = struct.unpack("!H", packet[2:4])[0]
        payload = packet[tcp + (packet[tcp + 12] >> 4) * 4 : end]
        yield f"{source}:{sport} {target}:{dport}", packet[tcp + 13] & SYN, payload


def watch():
    # A packet is seen on each interface that it passes; a connection counts once, and only from its first packet on.
    begun, number = set(), itertools.count(1)
    reader = tap()
    print("0 ready", flush=True)
    for connection, is_first, payload in segments(reader):
        if is_first:
            begun.add(connection)
        elif payload and connection in begun:
            begun.discard(connection)
            print(next(number), connection, meaning(payload), flush=True)


watch()
