-- One permissive policy for each command and role, whose condition is the whole of it, of columns and settings alone
-- (decision 101): a PostgreSQL that is divided by tenant (Citus) takes no subquery in a policy, and makes of a
-- restrictive one on its shards a permissive one, without an error. What may be seen and written is what it was.
-- In three files, so that each holds few tables at a time while others work.

-- In the order in which who works takes them: in another one each would hold what the other waits for, and the file
-- would give way again and again (decision 97).
lock table
  collections, collection_additions, edition_parts, unit_groups, publications, users, logins, sessions,
  earlier_passwords, second_factors, recovery_codes, linked_identities, quotas, blob_erasures, programme_drafts,
  draft_parts, draft_windows, draft_advice_seen, imports, import_forms, import_refusals, ledger_items,
  analysis_views, reports, report_parts, report_sections, report_section_versions, report_additions,
  report_answers, report_asides, report_decisions, report_figures_seen, report_lineage, report_manifests,
  dispatches, audit_entries, audit_heads, outbox
  in access exclusive mode;

do $$
declare
  t text;
  old text;
  whole text;
begin
  for t, whole in
    -- Class "tenant": the row is the actor's tenant's, or it does not exist.
    select unnest(array[
      'users', 'logins', 'sessions', 'earlier_passwords', 'second_factors', 'recovery_codes', 'linked_identities',
      'audit_heads', 'outbox', 'quotas', 'blob_erasures', 'collections', 'publications', 'unit_groups'
    ]), 'tenant_id = app_tenant()'
    union all
    -- Class "office": nothing of it for whoever is confined to units.
    select unnest(array[
      'analysis_views', 'dispatches', 'import_forms', 'import_refusals', 'imports', 'ledger_items', 'report_additions',
      'report_answers', 'report_asides', 'report_decisions', 'report_figures_seen', 'report_lineage',
      'report_manifests', 'report_parts', 'report_section_versions', 'report_sections', 'reports',
      'draft_advice_seen', 'draft_parts', 'draft_windows', 'programme_drafts'
    ]), 'tenant_id = app_tenant() and app_units() is null'
  loop
    for old in select policyname from pg_policies where schemaname = 'public' and tablename = t
      and roles = array['huibao_app']::name[]
    loop
      execute format('drop policy %I on %I', old, t);
    end loop;
    execute format('create policy %I on %I for all to huibao_app using (%s) with check (%3$s)', t || '_app', t, whole);
  end loop;

  -- Of these a unit reads, or writes, what it may not do otherwise.
  foreach t in array array['audit_entries', 'collection_additions', 'edition_parts'] loop
    for old in select policyname from pg_policies where schemaname = 'public' and tablename = t
      and roles = array['huibao_app']::name[]
    loop
      execute format('drop policy %I on %I', old, t);
    end loop;
  end loop;
end $$;

create policy audit_entries_read on audit_entries for select to huibao_app
  using (tenant_id = app_tenant() and app_units() is null);
create policy audit_entries_insert on audit_entries for insert to huibao_app
  with check (tenant_id = app_tenant());

create policy collection_additions_read on collection_additions for select to huibao_app
  using (tenant_id = app_tenant());
create policy collection_additions_insert on collection_additions for insert to huibao_app
  with check (tenant_id = app_tenant());
create policy collection_additions_update on collection_additions for update to huibao_app
  using (tenant_id = app_tenant() and app_units() is null)
  with check (tenant_id = app_tenant() and app_units() is null);

create policy edition_parts_read on edition_parts for select to huibao_app
  using (tenant_id = app_tenant());
create policy edition_parts_insert on edition_parts for insert to huibao_app
  with check (tenant_id = app_tenant() and app_units() is null);
create policy edition_parts_update on edition_parts for update to huibao_app
  using (tenant_id = app_tenant() and app_units() is null)
  with check (tenant_id = app_tenant() and app_units() is null);
