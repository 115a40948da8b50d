-- What the sections of one office have handed in under other programmes is read by whichever of them is asked the same
-- (decision 69). A section is confined to its own rows; through these two it sees which forms stand, and of them the
-- cells that it names, without what is personal, as their callers ask only for what definitions connect. Whoever is
-- confined asks for a unit of theirs only; they are unconfined within the call alone, and the tenant's policies stand.

create function answers_elsewhere(wanted_tenant int, wanted_unit int, programme_owner int, programme text, since date, until date)
  returns table (
    submission_id uuid, unit_id int, section_code text, programme_owner_id int, programme_code text, form_owner_id int,
    form_code text, edition_id uuid, year int, period int, starts_on date, ends_on date, issue_no int
  ) language plpgsql as $$
#variable_conflict use_column
declare confined text := coalesce(current_setting('app.units', true), '');
begin
  if confined <> '' and wanted_unit <> all (confined::int[]) then return; end if;
  perform set_config('app.units', '', true);
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
  perform set_config('app.units', confined, true);
end $$;
comment on function answers_elsewhere is 'Forms of other programmes that stand, of a unit; of a section, those of all sections of its office.';

create function cells_elsewhere(wanted_tenant int, wanted_unit int, wanted_submission uuid, codes text[])
  returns jsonb language plpgsql as $$
declare
  confined text := coalesce(current_setting('app.units', true), '');
  cells jsonb;
begin
  if confined <> '' and wanted_unit <> all (confined::int[]) then return '[]'; end if;
  perform set_config('app.units', '', true);
  select coalesce(jsonb_agg(cell), '[]') into cells
  from org_units me
  join org_units u on u.tenant_id = me.tenant_id and (u.id = me.id or (me.kind = 'section' and u.kind = 'section'))
  join submissions s on s.tenant_id = u.tenant_id and s.unit_id = u.id
  join revisions r on r.tenant_id = s.tenant_id and r.submission_id = s.id and r.no = s.revision_no
  cross join lateral jsonb_array_elements(r.document -> 'cells') cell
  where me.tenant_id = wanted_tenant and me.id = wanted_unit and s.id = wanted_submission
    and r.state in ('submitted', 'accepted') and cell ->> 'code' = any (codes);
  perform set_config('app.units', confined, true);
  return cells;
end $$;
comment on function cells_elsewhere is 'Of one of those, the cells of these elements.';
