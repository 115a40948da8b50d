-- The request that an entry of the trail came of, as the log and the page of an error name it (decision 93).
alter table audit_entries add column request_id text check (request_id ~ '^[0-9a-f]{32}$');
