-- What was held or refused, kept with the reason. The same change from another device is another entry.
create table set_aside (
    hash        blob    not null,
    device      blob    not null,
    person      text    not null,
    subdistrict text    not null,
    -- The document that it was sent for, whether or not there is one.
    document    blob    not null,
    verdict     text    not null check (verdict in ('held', 'refused')),
    code        text    not null,
    bytes       blob    not null,
    received_at integer not null,
    primary key (hash, device)
) strict, without rowid;
