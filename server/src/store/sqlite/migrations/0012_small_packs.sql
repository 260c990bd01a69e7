-- Packs of documents are smaller and several now. Those that are there are made again.
delete from packs;
update subdistricts set packs = packs + 1;
