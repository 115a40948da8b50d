-- As 0059, for what is a unit's: two schools of one bureau are strangers.

-- In the order of a save (0059).
lock table
  memberships, org_unit_versions, unit_group_members, unit_successions, submissions, submission_parts, draft_cells,
  parked_cells, cell_saves, files, explanations, section_answers, extension_requests, revisions, review_comments,
  read_acknowledgements, sensitive_rows, facts, fact_texts, notices
  in access exclusive mode;

do $$
declare
  t text;
  old text;
  -- A case, which PostgreSQL takes to be true of half of the rows: of an `or` it would say that hardly any is, since
  -- nothing is among no units, and plan for that.
  units constant text := 'case when app_units() is null then true else unit_id = any (app_units()) end';
begin
  foreach t in array array[
    'cell_saves', 'draft_cells', 'explanations', 'extension_requests', 'fact_texts', 'facts', 'files', 'memberships',
    'notices', 'org_unit_versions', 'parked_cells', 'review_comments', 'revisions', 'section_answers',
    'submission_parts', 'submissions', 'unit_group_members', 'unit_successions',
    'read_acknowledgements', 'sensitive_rows'
  ] loop
    for old in select policyname from pg_policies where schemaname = 'public' and tablename = t
      and roles = array['huibao_app']::name[]
    loop
      execute format('drop policy %I on %I', old, t);
    end loop;
    if t not in ('read_acknowledgements', 'sensitive_rows') then
      execute format('create policy %I on %I for all to huibao_app
        using (tenant_id = app_tenant() and %s) with check (tenant_id = app_tenant() and %3$s)', t || '_app', t, units);
    end if;
  end loop;
end $$;

-- What was read of another's answers is acknowledged by the office, and seen by the unit.
create policy read_acknowledgements_read on read_acknowledgements for select to huibao_app
  using (tenant_id = app_tenant() and case when app_units() is null then true else unit_id = any (app_units()) end);
create policy read_acknowledgements_insert on read_acknowledgements for insert to huibao_app
  with check (tenant_id = app_tenant() and app_units() is null);

-- The sensitive register is its unit's alone: even the whole bureau's view holds none of its rows.
create policy sensitive_rows_app on sensitive_rows for all to huibao_app
  using (tenant_id = app_tenant() and unit_id = any (app_units()))
  with check (tenant_id = app_tenant() and unit_id = any (app_units()));
