-- Who may touch what. Every table stands in one class; the catalogue test fails for a table in none.
-- Roles: huibao_app for people and workflows, always inside withTenant(); three closed doors beside it:
-- huibao_auth (sign-in and session lookup), huibao_relay (the outbox), huibao_public (publications).

grant usage on schema public to huibao_app, huibao_auth, huibao_relay, huibao_public;

-- Class "tenant": the row is the actor's tenant's, or it does not exist.
do $$
declare t text;
begin
  foreach t in array array[
    'users', 'logins', 'memberships', 'sessions', 'audit_heads', 'audit_entries', 'outbox', 'notices',
    'collections', 'submissions', 'draft_cells', 'cell_changes', 'explanations', 'revisions', 'review_comments',
    'files', 'sensitive_rows', 'facts', 'fact_texts',
    'reports', 'report_sections', 'report_section_versions', 'report_decisions', 'report_lineage', 'dispatches',
    'publications', 'ledger_items'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t || '_tenant', t);
  end loop;

  -- Two schools of one bureau are strangers: whoever is confined to units sees those units' rows only.
  foreach t in array array[
    'memberships', 'notices', 'submissions', 'draft_cells', 'cell_changes', 'explanations', 'revisions',
    'review_comments', 'files', 'facts', 'fact_texts'
  ] loop
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using ((select app_units()) is null or unit_id = any ((select app_units())::int[]))
      with check ((select app_units()) is null or unit_id = any ((select app_units())::int[]))', t || '_unit', t);
  end loop;

  -- Class "definition": read what your line publishes, write what is yours.
  foreach t in array array[
    'programmes', 'data_elements', 'form_versions', 'indicator_versions', 'report_templates',
    'editions', 'edition_forms', 'edition_indicators'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for select to huibao_app
      using (owner_tenant_id = (select app_tenant())
        or (published_at is not null and owner_tenant_id = any ((select app_lineage())::int[])))', t || '_read', t);
    execute format('create policy %I on %I as restrictive for insert to huibao_app
      with check (owner_tenant_id = (select app_tenant()))', t || '_insert', t);
    execute format('create policy %I on %I as restrictive for update to huibao_app
      using (owner_tenant_id = (select app_tenant())) with check (owner_tenant_id = (select app_tenant()))', t || '_update', t);
    execute format('create policy %I on %I as restrictive for delete to huibao_app
      using (owner_tenant_id = (select app_tenant()))', t || '_delete', t);
  end loop;
end $$;

-- The sensitive register is its unit's alone: even the whole bureau's view holds none of its rows.
create policy sensitive_rows_unit on sensitive_rows as restrictive for all to huibao_app
  using (unit_id = any ((select app_units())::int[])) with check (unit_id = any ((select app_units())::int[]));

-- Class "hierarchy": one's own line upwards, and one's children.
alter table tenants enable row level security;
alter table tenants force row level security;
create policy tenants_permit on tenants for all to huibao_app using (true) with check (true);
create policy tenants_read on tenants as restrictive for select to huibao_app
  using (id = any ((select app_lineage())::int[]) or parent_id = (select app_tenant()));
create policy tenants_insert on tenants as restrictive for insert to huibao_app
  with check (parent_id = (select app_tenant()));
create policy tenants_update on tenants as restrictive for update to huibao_app
  using (id = (select app_tenant())) with check (id = (select app_tenant()));

alter table org_units enable row level security;
alter table org_units force row level security;
create policy org_units_permit on org_units for all to huibao_app using (true) with check (true);
create policy org_units_read on org_units as restrictive for select to huibao_app
  using ((tenant_id = (select app_tenant())
      and ((select app_units()) is null or kind = 'root' or id = any ((select app_units())::int[])))
    -- The row by which one reports to one's parent.
    or child_tenant_id = (select app_tenant()));
create policy org_units_insert on org_units as restrictive for insert to huibao_app
  with check (tenant_id = (select app_tenant()) and (select app_units()) is null);
create policy org_units_update on org_units as restrictive for update to huibao_app
  using (tenant_id = (select app_tenant()) and (select app_units()) is null)
  with check (tenant_id = (select app_tenant()));

-- Class "delivery": inserted by the sender, read by both, decided by the receiver.
alter table deliveries enable row level security;
alter table deliveries force row level security;
create policy deliveries_permit on deliveries for all to huibao_app using (true) with check (true);
create policy deliveries_read on deliveries as restrictive for select to huibao_app
  using (tenant_id = (select app_tenant()) or sender_tenant_id = (select app_tenant()));
create policy deliveries_insert on deliveries as restrictive for insert to huibao_app
  with check (sender_tenant_id = (select app_tenant())
    and tenant_id = (select t.parent_id from tenants t where t.id = (select app_tenant())));
create policy deliveries_update on deliveries as restrictive for update to huibao_app
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));

-- The three closed doors.
create policy users_auth on users for select to huibao_auth using (true);
create policy logins_auth on logins for all to huibao_auth using (true) with check (true);
create policy memberships_auth on memberships for select to huibao_auth using (true);
create policy sessions_auth on sessions for all to huibao_auth using (true) with check (true);
create policy tenants_auth on tenants for select to huibao_auth using (true);
create policy org_units_auth on org_units for select to huibao_auth using (true);
create policy outbox_relay on outbox for all to huibao_relay using (true) with check (true);
create policy publications_public on publications for select to huibao_public using (true);

grant select on users, memberships, tenants, org_units to huibao_auth;
grant select, update on logins to huibao_auth;
grant select, insert, update, delete on sessions to huibao_auth;
grant select, update on outbox to huibao_relay;
grant select on publications to huibao_public;

grant select, insert on
  tenants, org_units, users, logins, memberships, audit_heads, audit_entries, outbox, notices,
  programmes, data_elements, form_versions, indicator_versions, report_templates, editions, edition_forms, edition_indicators,
  collections, submissions, draft_cells, cell_changes, explanations, revisions, review_comments, files, sensitive_rows,
  facts, fact_texts, reports, report_sections, report_section_versions, report_decisions, report_lineage, dispatches,
  deliveries, publications, ledger_items
  to huibao_app;
grant update on
  org_units, users, logins, audit_heads, submissions, draft_cells, explanations, sensitive_rows,
  reports, report_sections, dispatches, ledger_items, collections
  to huibao_app;
grant update (name, short_name, document_prefix, section_word, addressees) on tenants to huibao_app;
grant update (read_at) on notices to huibao_app;
grant update (state, decided_by, decided_at, reason) on revisions to huibao_app;
grant update (state, decided_at, decided_by, decided_by_name, reason) on deliveries to huibao_app;
grant update (superseded_by) on publications to huibao_app;
grant select, delete on sessions to huibao_app;
grant delete on memberships, facts, fact_texts, explanations, ledger_items to huibao_app;
-- FOR SHARE / FOR UPDATE on a submission need UPDATE, which it has; nobody but migrations may truncate or alter.
