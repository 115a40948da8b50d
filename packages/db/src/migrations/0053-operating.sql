-- What the operators' screen shows (decision 98): which processes answer, how the database grew, how many there are of
-- what, and what a request left in the trails, as actions and instants. No value, no person, no word of a report.

-- Each api and worker says here that it is there. A key, so that it is nobody's.
create table processes (
  key uuid primary key,
  kind text not null check (kind in ('api', 'worker')),
  host text not null,
  -- What its operators call this version; '' where they don't.
  release text not null,
  -- The newest migration that its code ships.
  code text,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  -- What of it isn't as it should be: names of the checks of its `/ready`, and of what it alone knows.
  failing text[] not null
);

-- One a day, by whichever worker is first.
create table noted_sizes (
  key date primary key,
  database_bytes bigint not null,
  file_bytes bigint not null
);

do $$
declare t text;
begin
  foreach t in array array['processes', 'noted_sizes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_watch using (true) with check (true)', t || '_watch', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app using (false) with check (false)',
      t || '_none', t);
    execute format('grant select on %I to huibao_app', t);
  end loop;
  foreach t in array array['org_units', 'users', 'files', 'audit_entries'] loop
    execute format('create policy %I on %I for select to huibao_watch using (true)', t || '_watch', t);
  end loop;
end $$;
grant select, insert, update, delete on processes to huibao_watch;
grant select, insert on noted_sizes to huibao_watch;

grant select (tenant_id, id, kind, opens_on, closes_on) on org_units to huibao_watch;
grant select (tenant_id, disabled_at) on users to huibao_watch;
grant select (tenant_id, size) on files to huibao_watch;
grant select (tenant_id, seq, at, area, action, outcome, request_id) on audit_entries to huibao_watch;

-- A message that Temporal refused is tried again now, and nothing else of it changes.
create policy outbox_watch_retry on outbox for update to huibao_watch
  using (sent_at is null and attempts > 0) with check (sent_at is null and attempts > 0);
grant update (next_at) on outbox to huibao_watch;

-- By the tenant first, as every index: of each tenant a few pages.
create index audit_entries_by_request on audit_entries (tenant_id, request_id, seq) where request_id is not null;
