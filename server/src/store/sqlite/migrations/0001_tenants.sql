-- Subdistricts, each with the counter of its log and its reference data.
create table subdistricts (
    id        text    primary key,
    -- Grows when the log begins anew: cursors of another epoch mean nothing.
    epoch     integer not null,
    -- The last place taken in the log. Taken by update … returning inside the transaction that fills it.
    seq       integer not null default 0,
    directory text    not null
) strict;
