-- directory: one record for each organisation, shared by all operators, and what each operator keeps of its own.
-- Texts that people write (summary, description, offers, needs) stand in `texts`, owner_kind 'organisation'.

create table concepts (
    id text primary key,
    facet text not null,
    broader text references concepts (id),
    position integer not null
) @strict;

create table concept_labels (
    concept_id text not null references concepts (id),
    lang text not null,
    kind text not null check (kind in ('preferred', 'alternative')),
    label text not null,
    primary key (concept_id, lang, kind, label)
) @strict;

create table concept_relations (
    first_id text not null references concepts (id),
    second_id text not null references concepts (id),
    primary key (first_id, second_id)
) @strict;

create table organisations (
    id @id primary key,
    slug text not null unique,
    kind text not null check (kind in ('company', 'training', 'association', 'public')),
    name text not null,
    name_key @text not null,
    sort_key @blob not null,
    lang text not null,
    uid text not null default '',
    website text not null default '',
    web_domain text not null default '',
    email text not null default '',
    phone text not null default '',
    employees integer check (employees >= 0),
    langs text not null default '',
    noga text not null default '',
    visibility text not null default '',
    state text not null check (state in ('proposed', 'published', 'archived', 'merged')),
    successor_id @id references organisations (id),
    confirmed_at @i64,
    confirmation_asked_at @i64,
    created_at @i64 not null,
    updated_at @i64 not null,
    version integer not null default 1,
    check ((state = 'merged') = (successor_id is not null))
) @strict;
create index organisations_by_name on organisations (state, sort_key, id);
create index organisations_by_name_key on organisations (name_key);
create index organisations_by_web_domain on organisations (web_domain) where web_domain <> '';
create index organisations_by_phone on organisations (phone) where phone <> '';
create index organisations_by_uid on organisations (uid) where uid <> '';
create index organisations_by_email on organisations (email) where email <> '';
-- Never confirmed counts as 0: it comes first.
create index organisations_by_confirmation on organisations (state, coalesce(confirmed_at, created_at), id);
create index organisations_by_update on organisations (updated_at, id);
create index organisations_by_successor on organisations (successor_id) where successor_id is not null;

create table sites (
    id @id not null unique,
    organisation_id @id not null references organisations (id),
    position integer not null,
    name text not null default '',
    street text not null default '',
    postcode text not null default '',
    locality text not null default '',
    place_id text not null default '',
    canton text not null default '',
    country text not null default 'CH',
    latitude @real,
    longitude @real,
    primary key (organisation_id, position)
) @clustered;
create index sites_by_place on sites (place_id, organisation_id);
create index sites_by_postcode on sites (postcode, organisation_id);

-- A capability, material, machine, certification or market of the thesaurus. `detail` is the organisation's own word
-- (the machine's model, the certificate's number); 'proposed' was recognised in a text and waits for a yes.
create table organisation_concepts (
    organisation_id @id not null references organisations (id),
    concept_id text not null references concepts (id),
    standing text not null check (standing in ('confirmed', 'proposed', 'declined')),
    detail text not null default '',
    valid_until text,
    primary key (organisation_id, concept_id)
) @clustered;
create index organisation_concepts_by_concept on organisation_concepts (concept_id, organisation_id);
create index organisation_concepts_by_expiry on organisation_concepts (valid_until) where valid_until is not null;

-- What belongs to one operator and never leaks to another.

create table memberships (
    id @id primary key,
    organisation_id @id not null references organisations (id),
    operator_id @id not null references operators (id),
    number text not null default '',
    category text not null default '',
    since text,
    until text
) @strict;
create index memberships_by_organisation on memberships (organisation_id, operator_id);
create index memberships_by_operator on memberships (operator_id, organisation_id);
create index memberships_by_number on memberships (operator_id, number) where number <> '';
create index memberships_by_category on memberships (operator_id, category) where category <> '';

create table organisation_refs (
    operator_id @id not null references operators (id),
    ref text not null,
    organisation_id @id not null references organisations (id),
    primary key (operator_id, ref)
) @clustered;
create index organisation_refs_by_organisation on organisation_refs (organisation_id, operator_id);

create table operator_notes (
    id @id primary key,
    organisation_id @id not null references organisations (id),
    operator_id @id not null references operators (id),
    label text not null default '',
    text text not null,
    written_at @i64 not null,
    written_by @id
) @strict;
create index operator_notes_by_organisation on operator_notes (organisation_id, operator_id, label);

create table operator_contacts (
    id @id primary key,
    organisation_id @id not null references organisations (id),
    operator_id @id not null references operators (id),
    name text not null default '',
    email text not null default '',
    phone text not null default '',
    role text not null default '',
    lang text not null
) @strict;
create index operator_contacts_by_organisation on operator_contacts (organisation_id, operator_id);

create table claims (
    id @id primary key,
    organisation_id @id not null references organisations (id),
    person_id @id not null references persons (id),
    message text not null default '',
    state text not null check (state in ('open', 'accepted', 'declined')),
    made_at @i64 not null,
    decided_at @i64,
    decided_by @id
) @strict;
create index claims_by_state on claims (state, made_at, id);
create index claims_by_organisation on claims (organisation_id);

-- An organisation that somebody outside proposes. 'unsent': the link of the mail has not been followed yet.
create table proposals (
    id @id primary key,
    kind text not null check (kind in ('company', 'training', 'association', 'public')),
    name text not null,
    postcode text not null default '',
    locality text not null default '',
    website text not null default '',
    text text not null default '',
    person_name text not null default '',
    email text not null,
    lang text not null,
    state text not null check (state in ('unsent', 'open', 'accepted', 'declined')),
    organisation_id @id references organisations (id),
    made_at @i64 not null,
    decided_at @i64,
    decided_by @id
) @strict;
create index proposals_by_state on proposals (state, made_at, id);
create index proposals_by_organisation on proposals (organisation_id) where organisation_id is not null;

create table imports (
    id @id primary key,
    operator_id @id not null references operators (id),
    file_name text not null,
    content @blob,
    mapping text not null default '',
    state text not null check (state in ('draft', 'applied', 'undone')),
    report text not null default '',
    digest text not null default '', -- of the plan that its preview shows
    made_at @i64 not null,
    made_by @id,
    applied_at @i64,
    undone_at @i64
) @strict;
create index imports_by_operator on imports (operator_id, made_at, id);

-- What each row of a draft would do, as its preview shows it. Gone when the draft is applied or given up.
create table import_plan_rows (
    import_id @id not null references imports (id),
    line integer not null,
    refused @flag not null,
    suspected @flag not null,
    plan text not null,
    primary key (import_id, line)
) @strict;

-- Rows that could not be taken, to be corrected and brought again; the headings stand at line 0.
create table import_refused_rows (
    import_id @id not null references imports (id),
    line integer not null,
    cells text not null,
    problems text not null,
    primary key (import_id, line)
) @strict;

-- What an applied row did, and what it takes to undo it while `version` is still the organisation's.
create table import_rows (
    import_id @id not null references imports (id),
    line integer not null,
    outcome text not null check (outcome in ('created', 'updated')),
    organisation_id @id not null,
    version integer not null,
    undo text not null,
    primary key (import_id, line)
) @strict;

create table duplicate_pairs (
    first_id @id not null references organisations (id),
    second_id @id not null references organisations (id),
    score integer not null,
    reasons text not null,
    state text not null check (state in ('open', 'dismissed', 'merged')),
    found_at @i64 not null,
    primary key (first_id, second_id)
) @strict;
create index duplicate_pairs_by_state on duplicate_pairs (state, score, first_id, second_id);
create index duplicate_pairs_by_second on duplicate_pairs (second_id);

create table merges (
    id @id primary key,
    survivor_id @id not null references organisations (id),
    absorbed_id @id not null references organisations (id),
    undo text not null,
    merged_at @i64 not null,
    merged_by @id,
    undone_at @i64
) @strict;
create index merges_by_survivor on merges (survivor_id);

create table saved_views (
    id @id primary key,
    operator_id @id not null references operators (id),
    person_id @id not null references persons (id),
    name text not null,
    address text not null,
    created_at @i64 not null
) @strict;
create index saved_views_by_operator on saved_views (operator_id, created_at, id);

create view organisation_cards as
    select id, slug, kind, name, lang, state from organisations;
