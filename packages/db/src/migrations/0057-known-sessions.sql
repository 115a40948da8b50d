-- A save goes by the session that the last request found (decision 100), and asks in its own statement whether it still
-- stands. What somebody may, and what comes before it, is told by four tables; one of them, which every statement may
-- look at, counts what changes in the others.
alter table users add column access_version int not null default 0;

create function note_access_change() returns trigger language plpgsql as $$
begin
  update users set access_version = access_version + 1
  where tenant_id = coalesce(new.tenant_id, old.tenant_id) and id = coalesce(new.user_id, old.user_id);
  return null;
end $$;
create trigger note_access_change after insert or update or delete on memberships
  for each row execute function note_access_change();
create trigger note_access_change after update of must_change, changed_at on logins
  for each row execute function note_access_change();
create trigger note_access_change after insert or update of enrolled_at or delete on second_factors
  for each row execute function note_access_change();
