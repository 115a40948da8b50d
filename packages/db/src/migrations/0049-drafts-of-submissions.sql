-- That a draft's cells are of a submission that there is was asked for each cell, a third of writing them; here it is
-- asked once for each submission that a statement writes to (decision 91). Nobody may delete a submission, nor move a
-- cell to another.
alter table draft_cells drop constraint draft_cells_tenant_id_submission_id_fkey;

create function require_submission() returns trigger language plpgsql as $$
begin
  if exists (
    select from (select distinct tenant_id, submission_id from written) w
    where not exists (select from submissions s where s.tenant_id = w.tenant_id and s.id = w.submission_id)
  ) then
    raise foreign_key_violation using message = 'a cell of no submission', table = 'draft_cells';
  end if;
  return null;
end $$;
create trigger require_submission after insert on draft_cells referencing new table as written
  for each statement execute function require_submission();
