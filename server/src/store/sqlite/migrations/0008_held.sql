-- What somebody could do before, and until when: what they did in good faith is held and not refused. As JSON.
alter table accounts add column former text not null default '[]';

-- What supervisors have decided of what was held. Each has a place in the log, at which its author's device learns of it.
create table rulings (
    subdistrict text    not null references subdistricts (id),
    seq         integer not null,
    hash        blob    not null,
    device      blob    not null,
    command     blob    not null,
    taken       integer not null,
    reason      text    not null,
    ruled_by    text    not null,
    ruled_at    integer not null,
    primary key (subdistrict, seq)
) strict;

create index rulings_by_device on rulings (device, seq);

-- In which order they came: one can build on the one before.
alter table set_aside add column ordinal integer not null default 0;

create index set_aside_by_ordinal on set_aside (ordinal);

create index held on set_aside (subdistrict, document) where verdict = 'held';
