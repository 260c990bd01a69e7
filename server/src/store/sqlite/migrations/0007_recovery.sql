-- What the log held up to its last place, as a hash over the hashes of its changes: a cursor that was given out by a log that
-- went on differently does not fit any more.
alter table subdistricts add column chain integer not null default 0;
alter table log add column chain integer not null default 0;
-- With this the server marks what it has admitted, and recognises it when a phone gives it back (RFC 2104).
alter table subdistricts add column seal_key blob;
update subdistricts set seal_key = randomblob(32);
-- The seals of all its changes, joined.
alter table documents add column seal blob not null default x'00000000000000000000000000000000';
