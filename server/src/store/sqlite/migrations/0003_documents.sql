-- Every document as it stands, with what is read of it without opening it.
create table documents (
    id          blob    primary key,
    subdistrict text    not null references subdistricts (id),
    -- Place in the log of its newest change.
    seq         integer not null,
    -- A standard Automerge file.
    snapshot    blob    not null,
    -- What the policy asks, as JSON.
    facts       text    not null,
    -- The list row, as on the wire.
    list_row    blob    not null,
    -- When each act arrived, as on the wire.
    arrivals    blob    not null
) strict;

-- Naming everything goes through the identifiers in order.
create index documents_by_subdistrict on documents (subdistrict, id);
