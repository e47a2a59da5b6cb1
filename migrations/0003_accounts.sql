-- accounts: operators, persons, their roles, and every way to sign in.
-- Days are ISO text, instants UTC milliseconds. A secret is stored only as its SHA-256 or sealed.

create table operators (
    id @id primary key,
    slug text not null unique,
    name text not null,
    street text not null default '',
    postcode text not null default '',
    locality text not null default '',
    email text not null default '',
    phone text not null default '',
    website text not null default '',
    sender_name text not null default '',
    accent text not null default '',
    logo @blob,
    logo_tag text not null default '',
    langs text not null,
    created_at @i64 not null,
    closed_at @i64,
    version integer not null default 1
) @strict;

create table persons (
    id @id primary key,
    name text not null,
    email text,
    email_key text unique,
    phone text not null default '',
    lang text not null,
    password_hash text,
    -- 1 where it is too short to protect the account alone, and goes when the second factor does
    password_needs_factor @flag not null default 0 check (password_needs_factor in (0, 1)),
    totp_secret @blob,
    totp_step @i64 not null default 0,
    state text not null check (state in ('active', 'disabled', 'erased')),
    created_at @i64 not null,
    version integer not null default 1
) @strict;

-- Roles are dated: `until` is the last day on which the role holds.
create table operator_roles (
    id @id primary key,
    person_id @id not null references persons (id),
    operator_id @id not null references operators (id),
    role text not null check (role in ('administrator', 'manager', 'viewer')),
    since text not null,
    until text,
    unique (person_id, operator_id, since)
) @strict;
create index operator_roles_by_operator on operator_roles (operator_id, person_id);

-- organisation_id belongs to the directory, which stands after accounts: an identity, not a foreign key.
create table organisation_roles (
    id @id primary key,
    person_id @id not null references persons (id),
    organisation_id @id not null,
    role text not null check (role in ('owner', 'editor', 'delegate')),
    title text not null default '',
    since text not null,
    until text,
    unique (person_id, organisation_id, since)
) @strict;
create index organisation_roles_by_organisation on organisation_roles (organisation_id, person_id);

create table sessions (
    token_hash text primary key,
    id @id not null unique,
    person_id @id not null references persons (id),
    created_at @i64 not null,
    seen_at @i64 not null,
    expires_at @i64 not null,
    second_factor_at @i64,
    device text not null default ''
) @strict;
create index sessions_by_person on sessions (person_id, created_at);
create index sessions_by_expiry on sessions (expires_at);

-- A link without a person opens nothing: asking for an unknown address costs the same as for a known one.
create table one_time_links (
    token_hash text primary key,
    person_id @id references persons (id),
    next text not null default '',
    created_at @i64 not null,
    expires_at @i64 not null,
    used_at @i64
) @strict;
create index one_time_links_by_person on one_time_links (person_id);
create index one_time_links_by_expiry on one_time_links (expires_at);

-- A mail address that is to take the place of another once somebody who reads mails there says so.
create table address_changes (
    token_hash text primary key,
    person_id @id not null references persons (id),
    email text not null,
    created_at @i64 not null,
    expires_at @i64 not null
) @strict;
create index address_changes_by_person on address_changes (person_id);
create index address_changes_by_expiry on address_changes (expires_at);

create table recovery_codes (
    person_id @id not null references persons (id),
    code_hash text not null,
    used_at @i64,
    primary key (person_id, code_hash)
) @strict;

-- How often something was tried in a window of time. The bucket is a keyed hash: no address stands here.
create table throttles (
    bucket text primary key,
    window_start @i64 not null,
    tries integer not null
) @strict;
create index throttles_by_window on throttles (window_start);

create table api_tokens (
    id @id primary key,
    token_hash text not null unique,
    person_id @id not null references persons (id),
    operator_id @id references operators (id),
    name text not null,
    scopes text not null,
    created_at @i64 not null,
    expires_at @i64,
    revoked_at @i64
) @strict;
create index api_tokens_by_person on api_tokens (person_id, created_at);

-- One row a setting of this installation: its secret key, its languages, its name.
create table installation_settings (
    name text primary key,
    value text not null
) @strict;

-- Who acts for which organisation, for modules that list people beside their organisations.
create view organisation_people as
    select r.organisation_id, r.person_id, p.name, p.email, p.phone, p.lang, r.role, r.title, r.since, r.until
    from organisation_roles r join persons p on p.id = r.person_id
    where p.state = 'active';
