-- What moves a tenant's figures (decision 90): each transaction that writes to a table which the roll-up's statement
-- reads leaves its number here, by which whoever kept an answer learns whether it still stands. A row of its own each,
-- so that nobody waits for anybody. 0 is whoever wrote without a tenant, the database's owner: that concerns everyone.

create table figure_changes (
  tenant_id int not null,
  -- As `pg_current_xact_id` says it.
  xid bigint not null,
  primary key (tenant_id, xid)
);
alter table figure_changes enable row level security;
alter table figure_changes force row level security;
create policy figure_changes_permit on figure_changes for all to huibao_app using (true) with check (true);
create policy figure_changes_read on figure_changes as restrictive for select to huibao_app
  using (tenant_id = (select app_tenant()) or (tenant_id = 0 and (select app_tenant()) is not null));
create policy figure_changes_insert on figure_changes as restrictive for insert to huibao_app
  with check (tenant_id = (select app_tenant()));
-- The owner of the tables, whom row security binds as well; as whom PostgreSQL deletes what a foreign key cascades to.
create policy figure_changes_owner on figure_changes for insert to public
  with check (tenant_id = coalesce((select app_tenant()), 0));
grant select, insert on figure_changes to huibao_app;

create function note_figure_change() returns trigger language plpgsql as $$
begin
  insert into figure_changes values (coalesce(app_tenant(), 0), pg_current_xact_id()::text::bigint)
    on conflict do nothing;
  return null;
end $$;

-- What is new or gone, and of what changes the columns that the statement reads: a save notes when a submission was
-- saved, and moves no figure. `kept-figures.test.ts` holds this beside the statement.
do $$
declare
  t text;
  columns text;
begin
  for t, columns in values
    ('facts', null),
    ('fact_texts', null),
    ('collections', null),
    ('submissions', 'tenant_id, collection_id, unit_id, owner_tenant_id, form_code, issue_no, asked_as'),
    ('org_units', 'tenant_id, id, kind, opens_on, closes_on'),
    ('org_unit_versions', null),
    ('unit_group_members', null),
    ('deliveries', 'tenant_id, unit_id, owner_tenant_id, programme_code, year, state')
  loop
    execute format('create trigger note_figure_change after insert or update%s or delete or truncate on %I
      for each statement execute function note_figure_change()', coalesce(' of ' || columns, ''), t);
  end loop;
end $$;
