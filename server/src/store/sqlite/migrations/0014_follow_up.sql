-- How far the follow-up has read each log, and since when it does.
create table follow_up (
    subdistrict text    primary key references subdistricts (id),
    since       integer not null,
    seq         integer not null
) strict;

-- Documents that wait for something: made from the documents, and made again where they are.
create table waits (
    id          blob    primary key,
    subdistrict text    not null,
    -- When there is something to be done about it; none while it only waits for another document.
    look_at     integer,
    -- The document that it was merged into.
    merged_into blob
) strict, without rowid;

create index waits_by_time on waits (look_at) where look_at is not null;
create index waits_by_target on waits (merged_into) where merged_into is not null;
