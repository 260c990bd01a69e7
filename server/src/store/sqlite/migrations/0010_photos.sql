-- Who has had all bytes of a photo: sent them, or was allowed to read them. Only such a person's record lets others see it.
create table photo_holders (
    photo       text    not null,
    subdistrict text    not null,
    person      text    not null,
    -- When the server last told the person's phone that it has the photo whole.
    told_at     integer not null,
    primary key (photo, subdistrict, person)
) strict, without rowid;

-- The same photo may be named by several people in one document.
create table photo_refs_by_person (
    photo    text not null,
    document blob not null references documents (id),
    person   text not null,
    primary key (photo, document, person)
) strict, without rowid;

-- Until now nobody noted who named a photo: the reporter of its case stands for them, and what could be seen stays so.
insert into photo_refs_by_person (photo, document, person)
select r.photo, r.document, d.facts ->> 'reporter' from photo_refs r join documents d on d.id = r.document;
insert into photo_holders (photo, subdistrict, person, told_at)
select distinct r.photo, d.subdistrict, d.facts ->> 'reporter', 0 from photo_refs r join documents d on d.id = r.document;

drop table photo_refs;
alter table photo_refs_by_person rename to photo_refs;
