-- That a fact is of an element that there is was asked for each fact, half of what an acceptance of many forms took; here
-- it is asked once for each element that a statement writes of (decision 118, as 91 for drafts). Nobody may delete an
-- element. A divided database goes on asking for each: Citus runs no trigger over several rows.
do $$
declare
  is_divided boolean := false;
begin
  if to_regclass('pg_dist_partition') is not null then
    execute $ask$ select exists (select from pg_dist_partition where logicalrelid = 'facts'::regclass) $ask$
      into is_divided;
  end if;
  if is_divided then
    return;
  end if;
  alter table facts drop constraint facts_owner_tenant_id_element_id_fkey;

  create function require_element() returns trigger language plpgsql as $require$
  begin
    if exists (
      select from (select distinct owner_tenant_id, element_id from written) w
      where not exists (
        select from data_elements e where e.owner_tenant_id = w.owner_tenant_id and e.id = w.element_id
      )
    ) then
      raise foreign_key_violation using message = 'a fact of no element', table = 'facts';
    end if;
    return null;
  end $require$;
  create trigger require_element after insert on facts referencing new table as written
    for each statement execute function require_element();
end $$;
