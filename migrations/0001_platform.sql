-- The platform: the append-only change log and what people write in several languages.

create table changes (
    seq @i64 primary key,
    at @i64 not null,
    actor_id @id,
    operator_id @id,
    action text not null,
    entity_kind text not null,
    entity_id @id not null,
    values_digest @blob not null,
    prev_hash @blob not null,
    hash @blob not null
) @strict;
create index changes_by_entity on changes (entity_id, seq);

-- Values can be blanked (all three null) without breaking the chain, which only knows their digest.
create table change_values (
    seq @i64 primary key references changes (seq),
    salt @blob,
    values_before text,
    values_after text
) @strict;

-- One row. Whoever holds it writes the next change.
create table change_head (
    one @flag primary key check (one = 1),
    seq @i64 not null,
    hash @blob not null
) @strict;

-- @sqlite
insert into change_head (one, seq, hash) values (1, 0, zeroblob(32));

create trigger changes_not_updated before update on changes
begin
    select raise(abort, 'changes are never altered');
end;
create trigger changes_not_deleted before delete on changes
begin
    select raise(abort, 'changes are never altered');
end;
-- @end
-- @postgres
insert into change_head (one, seq, hash) values (1, 0, decode(repeat('00', 32), 'hex'));

create function refuse_alteration() returns trigger language plpgsql as $$
begin
    raise exception 'changes are never altered';
end
$$;
create trigger changes_not_altered before update or delete on changes
    for each row execute function refuse_alteration();
-- @end

create table texts (
    owner_id @id not null,
    owner_kind text not null,
    field text not null,
    lang text not null,
    text text not null,
    meaning integer not null check (meaning > 0),
    updated_at @i64 not null,
    updated_by @id,
    primary key (owner_id, field, lang)
) @clustered;

-- One row for each (owner, field): which languages are current and which outdated (`fr`, `de fr-`), so that
-- the translation desk finds what is open without reading what is not.
create table text_pieces (
    owner_id @id not null,
    owner_kind text not null,
    field text not null,
    coverage text not null,
    characters integer not null,
    written_at @i64 not null,
    primary key (owner_id, field)
) @clustered;
create index text_pieces_oldest on text_pieces (owner_kind, coverage, written_at, owner_id, field);
create index text_pieces_shortest on text_pieces (owner_kind, coverage, characters, owner_id, field);
