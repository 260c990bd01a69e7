-- The log holds nothing at this place and before any more: it was trimmed. A reader who is further behind is told everything anew.
alter table subdistricts add column floor integer not null default 0;
create index log_by_time on log (subdistrict, received_at);
