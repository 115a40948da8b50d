-- What of a programme a bureau asks by a switch of its own (decision 61). An issue says which parts there are; a tenant's
-- switches are rows of its own, and what was begun keeps the parts that it was begun with.
alter table edition_issues add column parts jsonb not null default '[]';
alter table edition_issues alter column parts drop default;

alter table collections add column parts text[] not null default '{}';
alter table reports add column parts text[] not null default '{}';
-- Names alone: by them a superior knows what its bureaus were asked.
alter table deliveries add column parts text[] not null default '{}';

create table edition_parts (
  tenant_id int not null references tenants (id) on delete restrict,
  owner_tenant_id int not null,
  edition_id uuid not null,
  code text not null,
  is_on boolean not null,
  switched_by uuid not null,
  switched_at timestamptz not null,
  primary key (tenant_id, owner_tenant_id, edition_id, code),
  foreign key (owner_tenant_id, edition_id) references editions (owner_tenant_id, id) on delete restrict
);

do $$
declare t text;
begin
  foreach t in array array['edition_parts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t || '_tenant', t);
  end loop;
end $$;

-- Who reports reads what is asked, and switches nothing.
create policy edition_parts_insert on edition_parts as restrictive for insert to huibao_app
  with check ((select app_units()) is null);
create policy edition_parts_update on edition_parts as restrictive for update to huibao_app
  using ((select app_units()) is null) with check ((select app_units()) is null);

grant select, insert, update (is_on, switched_by, switched_at) on edition_parts to huibao_app;
