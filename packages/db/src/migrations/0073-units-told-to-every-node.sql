-- Whoever is confined to a unit is unconfined within these two functions alone (decision 69). On a divided database
-- `set_config` says so to the node that is connected to, and no other: a section was told nothing of what others of its
-- office had handed in. `set local` is sent along to those that the transaction asks (decision 107).

create or replace function answers_elsewhere(wanted_tenant int, wanted_unit int, programme_owner int, programme text, since date, until date)
  returns table (
    submission_id uuid, unit_id int, section_code text, programme_owner_id int, programme_code text, form_owner_id int,
    form_code text, edition_id uuid, year int, period int, starts_on date, ends_on date, issue_no int
  ) language plpgsql as $$
#variable_conflict use_column
declare confined text := coalesce(current_setting('app.units', true), '');
begin
  if confined <> '' and wanted_unit <> all (confined::int[]) then return; end if;
  set local app.units = '';
  return query
    select s.id, s.unit_id, u.section_code, c.owner_tenant_id, c.programme_code, s.owner_tenant_id, s.form_code,
      c.edition_id, c.year::int, c.period::int, c.starts_on, c.ends_on, r.issue_no::int
    from org_units me
    join org_units u on u.tenant_id = me.tenant_id and (u.id = me.id or (me.kind = 'section' and u.kind = 'section'))
    join submissions s on s.tenant_id = u.tenant_id and s.unit_id = u.id
    join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
    join revisions r on r.tenant_id = s.tenant_id and r.submission_id = s.id and r.no = s.revision_no
    where me.tenant_id = wanted_tenant and me.id = wanted_unit
      and (c.owner_tenant_id, c.programme_code) <> (programme_owner, programme)
      and c.starts_on >= since and c.ends_on <= until and r.state in ('submitted', 'accepted')
    order by c.starts_on, s.id;
  execute format('set local app.units = %L', confined);
end $$;

create or replace function cells_elsewhere(wanted_tenant int, wanted_unit int, wanted_submission uuid, codes text[])
  returns jsonb language plpgsql as $$
declare
  confined text := coalesce(current_setting('app.units', true), '');
  cells jsonb;
begin
  if confined <> '' and wanted_unit <> all (confined::int[]) then return '[]'; end if;
  set local app.units = '';
  select coalesce(jsonb_agg(cell), '[]') into cells
  from org_units me
  join org_units u on u.tenant_id = me.tenant_id and (u.id = me.id or (me.kind = 'section' and u.kind = 'section'))
  join submissions s on s.tenant_id = u.tenant_id and s.unit_id = u.id
  join revisions r on r.tenant_id = s.tenant_id and r.submission_id = s.id and r.no = s.revision_no
  cross join lateral jsonb_array_elements(r.document -> 'cells') cell
  where me.tenant_id = wanted_tenant and me.id = wanted_unit and s.id = wanted_submission
    and r.state in ('submitted', 'accepted') and cell ->> 'code' = any (codes);
  execute format('set local app.units = %L', confined);
  return cells;
end $$;
