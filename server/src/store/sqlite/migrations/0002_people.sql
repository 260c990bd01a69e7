-- Who may sign in, on which devices, and who is signed in.
create table accounts (
    user        text primary key,
    subdistrict text not null references subdistricts (id),
    person      text not null,
    name        text not null,
    grants      text not null,
    password    text not null,
    unique (subdistrict, person)
) strict;

-- A device belongs to one person for good: the actor of every change is a device.
create table devices (
    id            blob    primary key,
    subdistrict   text    not null,
    person        text    not null,
    registered_at integer not null,
    revoked_at    integer,
    foreign key (subdistrict, person) references accounts (subdistrict, person)
) strict, without rowid;

-- Only the hash of a token is kept: who reads the database cannot sign in with it.
create table sessions (
    token      blob    primary key,
    device     blob    not null references devices (id),
    opened_at  integer not null,
    expires_at integer not null
) strict, without rowid;

create index sessions_by_device on sessions (device);
