-- What no pack holds as it is now. It is told apart when it is written: looking for it among all documents took seconds where there
-- are many.
create table unpacked (
    subdistrict text    not null,
    id          blob    not null,
    -- Place in the log of its newest change.
    seq         integer not null,
    primary key (subdistrict, id)
) strict, without rowid;

insert into unpacked (subdistrict, id, seq)
    select d.subdistrict, d.id, d.seq from documents d where not exists (
        select 1 from packs p where p.subdistrict = d.subdistrict
            and p.first = (select max(first) from packs where subdistrict = d.subdistrict and first <= d.id)
            and d.id <= p.last and d.seq <= p.seq);

-- A change to a document need not move its entry any more.
drop index documents_by_subdistrict;
create index documents_by_subdistrict on documents (subdistrict, id);
