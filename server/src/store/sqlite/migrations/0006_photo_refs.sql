-- Which documents refer to which photo: the right to see a photo is the right to see one of them.
create table photo_refs (
    photo    text not null,
    document blob not null references documents (id),
    primary key (photo, document)
) strict, without rowid;
