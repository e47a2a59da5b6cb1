-- Work to be done later, and mails to be sent.

-- Done means gone: what is here waits, runs under a lease, or was given up.
create table jobs (
    id @id primary key,
    kind text not null,
    payload text not null,
    unique_key text unique,
    run_at @i64 not null,
    background @flag not null default 0 check (background in (0, 1)),
    lease_owner @id,
    lease_until @i64,
    attempts @i64 not null default 0,
    again @flag not null default 0 check (again in (0, 1)),
    last_error text,
    done_at @i64,
    failed_at @i64,
    check ((lease_owner is null) = (lease_until is null))
) @strict;
create index jobs_due on jobs (background, run_at) where failed_at is null;
create index jobs_failed on jobs (failed_at, id) where failed_at is not null;

create table outbox (
    id @id primary key,
    created_at @i64 not null,
    operator_id @id,
    person_id @id,
    purpose text not null,
    confidential @flag not null check (confidential in (0, 1)),
    lang text not null,
    from_name text not null,
    from_address text not null,
    to_name text not null,
    to_address text not null,
    reply_to text not null,
    subject text not null,
    body_text text not null,
    body_html text not null,
    headers text not null,
    state text not null check (state in ('queued', 'sent', 'refused', 'failed')),
    attempts @i64 not null default 0,
    last_error text not null default '',
    ended_at @i64,
    check ((state = 'queued') = (ended_at is null))
) @strict;
create index outbox_by_state on outbox (state, id);
create index outbox_by_operator on outbox (operator_id, id);
create index outbox_by_operator_and_state on outbox (operator_id, state, id);
create index outbox_by_end on outbox (ended_at) where ended_at is not null;
create index outbox_by_address on outbox (to_address, state);
create index outbox_by_person on outbox (person_id) where person_id is not null;

-- What a list of mails shows: never their text.
create view outbox_listed as
    select id, created_at, operator_id, person_id, purpose, lang, to_name, to_address, subject, state,
        attempts, last_error, ended_at
    from outbox;

create table outbox_attachments (
    mail_id @id not null references outbox (id) on delete cascade,
    place @i64 not null,
    name text not null,
    media_type text not null,
    content @blob not null,
    primary key (mail_id, place)
) @strict;
