-- As 0059, for what more than one tenant sees, and for what no tenant does.

-- In the order in which who works takes them (0059).
lock table
  tenants, org_units, unit_types, programmes, editions, edition_issues, edition_forms, edition_indicators,
  form_versions, indicator_versions, data_elements, report_templates, added_issues, added_forms, added_indicators,
  issue_adoptions, added_issue_adoptions, deliveries, figure_changes, blobs, blob_pieces, noted_heads, noted_sizes,
  processes, sign_in_attempts
  in access exclusive mode;

do $$
declare
  t text;
  old text;
begin
  foreach t in array array[
    'added_forms', 'added_indicators', 'added_issues', 'data_elements', 'edition_forms', 'edition_indicators',
    'edition_issues', 'editions', 'form_versions', 'indicator_versions', 'programmes', 'report_templates', 'unit_types',
    'issue_adoptions', 'added_issue_adoptions', 'tenants', 'org_units', 'deliveries', 'figure_changes',
    -- Behind closed doors alone: without a policy nobody who works in a tenant sees a row.
    'blobs', 'blob_pieces', 'noted_heads', 'noted_sizes', 'processes', 'sign_in_attempts'
  ] loop
    for old in select policyname from pg_policies where schemaname = 'public' and tablename = t
      and (roles = array['huibao_app']::name[] or policyname = 'figure_changes_owner')
    loop
      execute format('drop policy %I on %I', old, t);
    end loop;
  end loop;

  -- Class "definition": read what your line publishes, write what is yours.
  foreach t in array array[
    'added_forms', 'added_indicators', 'added_issues', 'data_elements', 'edition_forms', 'edition_indicators',
    'edition_issues', 'editions', 'form_versions', 'indicator_versions', 'programmes', 'report_templates', 'unit_types'
  ] loop
    execute format('create policy %I on %I for select to huibao_app
      using ((owner_tenant_id = app_tenant() and app_units() is null)
        or (published_at is not null and owner_tenant_id = any (app_lineage())))', t || '_read', t);
    execute format('create policy %I on %I for insert to huibao_app
      with check (owner_tenant_id = app_tenant() and app_units() is null)', t || '_insert', t);
    execute format('create policy %I on %I for update to huibao_app
      using (owner_tenant_id = app_tenant() and app_units() is null)
      with check (owner_tenant_id = app_tenant() and app_units() is null)', t || '_update', t);
    execute format('create policy %I on %I for delete to huibao_app
      using (owner_tenant_id = app_tenant() and app_units() is null)', t || '_delete', t);
  end loop;
  foreach t in array array['issue_adoptions', 'added_issue_adoptions'] loop
    execute format('create policy %I on %I for select to huibao_app
      using (app_units() is null and (owner_tenant_id = app_tenant() or adopter_tenant_id = app_tenant()))',
      t || '_read', t);
    execute format('create policy %I on %I for insert to huibao_app
      with check (app_units() is null and adopter_tenant_id = app_tenant()
        and owner_tenant_id = any (app_lineage()))', t || '_insert', t);
  end loop;
end $$;

-- Class "hierarchy": one's own line upwards, and one's children.
create policy tenants_read on tenants for select to huibao_app
  using (id = any (app_lineage()) or parent_id = app_tenant());
create policy tenants_insert on tenants for insert to huibao_app
  with check (parent_id = app_tenant());
create policy tenants_update on tenants for update to huibao_app
  using (id = app_tenant()) with check (id = app_tenant());

create policy org_units_read on org_units for select to huibao_app
  using ((tenant_id = app_tenant()
      and case when app_units() is null then true else kind = 'root' or id = any (app_units()) end)
    -- The row by which one reports to one's parent.
    or child_tenant_id = app_tenant());
create policy org_units_insert on org_units for insert to huibao_app
  with check (tenant_id = app_tenant() and app_units() is null);
create policy org_units_update on org_units for update to huibao_app
  using (tenant_id = app_tenant() and app_units() is null)
  with check (tenant_id = app_tenant() and app_units() is null);

-- Class "delivery": inserted by the sender into its parent's, the second of its line; read by both; decided by the
-- receiver and annulled by the sender (`keep_delivery`).
create policy deliveries_read on deliveries for select to huibao_app
  using (app_units() is null and (tenant_id = app_tenant() or sender_tenant_id = app_tenant()));
create policy deliveries_insert on deliveries for insert to huibao_app
  with check (app_units() is null and sender_tenant_id = app_tenant() and tenant_id = (app_lineage())[2]
    and state = 'pending' and decided_at is null and decided_by is null and decided_by_name is null and reason is null);
create policy deliveries_update on deliveries for update to huibao_app
  using (app_units() is null and (tenant_id = app_tenant() or sender_tenant_id = app_tenant()))
  with check (app_units() is null and (tenant_id = app_tenant() or sender_tenant_id = app_tenant()));

create policy figure_changes_read on figure_changes for select to huibao_app
  using (tenant_id = app_tenant() or (tenant_id = 0 and app_tenant() is not null));
-- Whoever writes a figure's rows: the app, and the owner of the tables, whom row security binds as well and as whom
-- PostgreSQL deletes what a foreign key cascades to.
create policy figure_changes_insert on figure_changes for insert to public
  with check (tenant_id = coalesce(app_tenant(), 0));
