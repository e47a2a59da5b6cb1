"""A mail server for tests: python3 smtp_server.py FOLDER PORT [USER PASSWORD]

Listens on 127.0.0.1 (port 0: a free one) until standard input ends, prints "port N", and keeps each mail as
FOLDER/NNN.eml, with what Python's parser makes of it in FOLDER/NNN.txt, one fact a line.
How it behaves is asked for by the recipient's local part:
  nobody    550 to RCPT                 busy      451 to RCPT
  picky     554 to the content          cut       hangs up before the answer, once, keeping nothing
  deaf      hangs up once after keeping the mail, so that the sender does not learn of it
"""
import asyncio
import email
import email.policy
import json
import logging
import os
import sys

from aiosmtpd.smtp import AuthResult, SMTP


def facts(envelope, content):
    mail = email.message_from_bytes(content, policy=email.policy.default)
    yield f"envelope {envelope.mail_from} -> {','.join(envelope.rcpt_tos)}"
    for name, value in mail.items():
        yield f"{name}: {value}"
    for part in mail.walk():
        if part.is_multipart():
            yield f"multipart {part.get_content_type()}"
            continue
        body = part.get_content()
        if isinstance(body, bytes):
            body = body.decode("latin-1")
        text = json.dumps(body, ensure_ascii=False)
        yield f"part {part.get_content_type()} {part.get_filename() or '-'} {text}"
        if part.defects:
            yield f"defects {part.defects}"
    if mail.defects:
        yield f"defects {mail.defects}"


class Keeper:
    def __init__(self, folder):
        self.folder = folder
        self.hung_up_on = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.split("@")[0]
        if local == "nobody":
            return "550 5.1.1 No such person here"
        if local == "busy":
            return "451 4.3.2 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        local = envelope.rcpt_tos[0].split("@")[0]
        if local == "picky":
            return "554 5.6.0 Not this one"
        if local == "cut" and self.is_first(local):
            return self.hang_up(server)
        self.keep(envelope)
        if local == "deaf" and self.is_first(local):
            return self.hang_up(server)
        return "250 2.0.0 Kept"

    def is_first(self, local):
        if local in self.hung_up_on:
            return False
        self.hung_up_on.add(local)
        return True

    def hang_up(self, server):
        server.transport.abort()
        return "421 Bye"

    def keep(self, envelope):
        number = len([name for name in os.listdir(self.folder) if name.endswith(".eml")]) + 1
        with open(f"{self.folder}/{number:05}.eml", "wb") as file:
            file.write(envelope.original_content)
        with open(f"{self.folder}/{number:05}.txt", "w", encoding="utf-8") as file:
            file.write("\n".join(facts(envelope, envelope.original_content)) + "\n")


def authenticator(user, password):
    def check(server, session, envelope, mechanism, data):
        success = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=success, handled=False)  # the server words the answer
    return check


async def serve(folder, port, credentials):
    keeper = Keeper(folder)
    options = {}
    if credentials:
        options = {"auth_required": True, "auth_require_tls": False}
        options["authenticator"] = authenticator(*credentials)
    loop = asyncio.get_running_loop()
    options["enable_SMTPUTF8"] = True
    server = await loop.create_server(lambda: SMTP(keeper, **options), "127.0.0.1", port)
    loop.add_reader(sys.stdin, lambda: os._exit(0))  # closed: the test program is gone
    print("port", server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


logging.disable()
asyncio.run(serve(sys.argv[1], int(sys.argv[2]), sys.argv[3:5]))
