-- The admitted changes of a subdistrict, in the order in which everybody reads them.
create table log (
    subdistrict text    not null references subdistricts (id),
    seq         integer not null,
    document    blob    not null references documents (id),
    hash        blob    not null unique,
    command     blob    not null,
    bytes       blob    not null,
    received_at integer not null,
    -- What the policy asked before and after the change, as JSON: who sees it enter, change or leave.
    before      text,
    after       text    not null,
    primary key (subdistrict, seq)
) strict;

create index log_by_document on log (document, seq);
