-- What operators watch of the whole platform (decision 94): how much waits, where and since when. By columns: names of
-- tenants, states and instants; no value, no person, no word of a report.
grant usage on schema public to huibao_watch;

do $$
declare t text;
begin
  foreach t in array array[
    'tenants', 'collections', 'submissions', 'reports', 'dispatches', 'deliveries', 'imports', 'outbox', 'sessions', 'editions'
  ] loop
    execute format('create policy %I on %I for select to huibao_watch using (true)', t || '_watch', t);
  end loop;
end $$;

grant select (id, parent_id, kind, name, short_name, is_demo, created_at) on tenants to huibao_watch;
grant select (tenant_id, id, owner_tenant_id, programme_code, year, period, opens_at, due_at, closes_at)
  on collections to huibao_watch;
grant select (tenant_id, id, collection_id, state, extended_until, mend_until, saved_at, submitted_at)
  on submissions to huibao_watch;
grant select (tenant_id, id, owner_tenant_id, programme_code, year, version, state, created_at, issued_on)
  on reports to huibao_watch;
grant select (tenant_id, report_id, kind, sent_at) on dispatches to huibao_watch;
grant select (tenant_id, id, sender_tenant_id, state, sent_at, decided_at) on deliveries to huibao_watch;
grant select (tenant_id, id, collection_id, state, failure, begun_at, accepted_at, ended_at) on imports to huibao_watch;
grant select (tenant_id, id, workflow, workflow_id, signal, attempts, failure, next_at, created_at, sent_at)
  on outbox to huibao_watch;
grant select (tenant_id, created_at, seen_at, expires_at) on sessions to huibao_watch;
grant select (id, owner_tenant_id, programme_code, year, published_at) on editions to huibao_watch;
