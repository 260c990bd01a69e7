-- Documents that were packed for those who see them all: from the first identifier to the last, as they stood at a place in the
-- log. What has changed since is named beside the pack.
create table packs (
    subdistrict text    not null references subdistricts (id),
    first       blob    not null,
    last        blob    not null,
    seq         integer not null,
    count       integer not null,
    bytes       integer not null,
    rows        text    not null,
    documents   text    not null,
    primary key (subdistrict, first)
) strict, without rowid;

-- Grows whenever the packs of a subdistrict are others.
alter table subdistricts add column packs integer not null default 0;

-- Looking for what has changed since it was packed reads this alone, and no document.
drop index documents_by_subdistrict;
create index documents_by_subdistrict on documents (subdistrict, id, seq);
