-- A unit's actor at its own rows, which is what a clerk's save is, had the list of units read from its setting twice
-- over for each row and each policy that asks (decision 110). The list is asked first, and whether there is one only of
-- what isn't in it. It says the same.

-- In the order of a save (0059).
lock table
  memberships, org_unit_versions, unit_group_members, unit_successions, submissions, submission_parts, draft_cells,
  parked_cells, cell_saves, files, explanations, section_answers, extension_requests, revisions, review_comments,
  read_acknowledgements, notices
  in access exclusive mode;

do $$
declare
  t text;
  units constant text := 'case when unit_id = any (app_units()) then true else app_units() is null end';
begin
  foreach t in array array[
    'cell_saves', 'draft_cells', 'explanations', 'extension_requests', 'files', 'memberships', 'notices',
    'org_unit_versions', 'parked_cells', 'review_comments', 'revisions', 'section_answers', 'submission_parts',
    'submissions', 'unit_group_members', 'unit_successions'
  ] loop
    execute format('alter policy %I on %I
      using (tenant_id = app_tenant() and %s) with check (tenant_id = app_tenant() and %3$s)', t || '_app', t, units);
  end loop;
  execute format('alter policy read_acknowledgements_read on read_acknowledgements
    using (tenant_id = app_tenant() and %s)', units);
end $$;
