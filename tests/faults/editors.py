"""People who edit, and a ledger of what the program acknowledged."""

import http.client
import threading

from program import Failed, Visitor, expect


class Editor:
    """Somebody who signs in once and then changes one record again and again, noting what was acknowledged."""

    def __init__(self, store, program, number, operator):
        self.store = store
        self.visitor = Visitor(program)
        self.email = f"editor{number}@example.ch"
        self.visitor.sign_in(program.verb("user", "add", self.email, "--operator", operator, "--role", "manager"))
        self.prefix = f"Editor {number}"
        self.acknowledged = 0  # since the last audit
        self.last = None
        self.in_doubt = None
        self.refused = []  # statuses
        self.wrong = None
        self.edits = 0
        self.choose_record(number, operator)
        self.changes_before = self.changes()

    def choose_record(self, number, operator):
        """An entry of the operator's members."""
        found = self.store.rows(f"""
            select distinct {self.store.hexadecimal('organisations.id')}, organisations.slug
            from organisations join memberships on organisation_id = organisations.id
            join operators on operators.id = operator_id
            where state = 'published' and until is null and operators.slug = '{operator}'
            order by organisations.slug limit 1 offset {number}""")
        expect(found, "there are too few organisations")
        self.record, slug = found[0]
        self.address, self.field = f"/fr/organisations/{slug}/modifier", "phone"
        if self.visitor.get(self.address).status != 200:
            self.record = self.store.rows(
                f"select {self.store.hexadecimal('id')} from persons where email = '{self.email}'")[0][0]
            self.address, self.field = "/fr/compte/profil", "name"

    def mark(self, edit):
        return f"{self.prefix}, {edit}" if self.field == "name" else f"+4132{1000000 + edit:07d}"

    def changes(self):
        return int(self.store.rows(
            f"select count(*) from changes where {self.store.hexadecimal('entity_id')} = '{self.record}'")[0][0])

    def shown(self):
        return self.visitor.form(self.address).value(self.field)

    def work(self, stop: threading.Event):
        """Edits until told to stop, or until nobody answers."""
        try:
            while not stop.is_set() and self.edit():
                pass
        except Failed as failed:
            self.wrong = self.wrong or str(failed)

    def edit(self):
        """False where nobody answered: that edit is in doubt."""
        try:
            page = self.visitor.get(self.address)
            if page.status != 200:
                return self.note_refusal(page.status)
            form = self.visitor.form(self.address)
        except (OSError, http.client.HTTPException):
            return False
        self.edits += 1
        mark = self.mark(self.edits)
        try:
            answer = self.visitor.post(self.address, form.with_value(self.field, mark))
        except (OSError, http.client.HTTPException):
            self.in_doubt = mark
            return False
        if answer.status == 504:  # the program does not know either
            self.in_doubt = mark
            return False
        if answer.status != 303:
            return self.note_refusal(answer.status)
        self.acknowledged += 1
        self.last = mark
        return True

    def note_refusal(self, status):
        self.refused.append(status)
        if status not in (503, 507):
            raise Failed(f"{self.address} answers {status}")
        return True

    def audit(self):
        """Nothing lost, nothing doubled: what is there is what was acknowledged, and at most the one in doubt."""
        expect(not self.wrong, self.wrong)
        shown, changes = digits(self.shown()), self.changes()
        kept_doubtful = self.in_doubt is not None and shown == digits(self.in_doubt)
        expect(self.last is None or kept_doubtful or shown == digits(self.last),
               f"{self.address} shows {shown!r}, acknowledged was {self.last!r}, in doubt {self.in_doubt!r}")
        expected = self.changes_before + self.acknowledged + (1 if kept_doubtful else 0)
        expect(changes == expected, f"{self.address}: {changes} changes are logged, {expected} were made")
        done = self.acknowledged
        self.last = self.in_doubt if kept_doubtful else self.last
        self.changes_before, self.acknowledged, self.in_doubt = changes, 0, None
        return done


def digits(text):
    """Phone numbers are shown in groups and without their country."""
    if text is None or text.startswith("Editor"):
        return text
    return "".join(filter(str.isdigit, text))[-9:]


def first_operator(store):
    return store.rows("""select operators.slug from operators join memberships on operator_id = operators.id
        group by operators.slug order by count(*) desc, operators.slug limit 1""")[0][0]
