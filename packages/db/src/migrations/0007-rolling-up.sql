-- Rolling up: units through time, named groups of units, indicators that a tenant adds, saved views, and a province above the city.

-- Any tenant that oversees others may itself be overseen: each reports to its parent.
alter table tenants drop constraint tenants_kind_check;
alter table tenants add constraint tenants_kind_check check (kind in ('platform', 'province', 'city', 'bureau'));

-- What a unit was from a day on. org_units holds what it is now; a year is rolled up by what held on its last day.
create table org_unit_versions (
  tenant_id int not null,
  unit_id int not null,
  valid_from date not null,
  name text not null,
  school_type text,
  ownership text check (ownership in ('public', 'private')),
  section_code text,
  noted_at timestamptz not null,
  primary key (tenant_id, unit_id, valid_from),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete cascade
);
-- Row security binds the owner too.
alter table org_units no force row level security;
insert into org_unit_versions (tenant_id, unit_id, valid_from, name, school_type, ownership, section_code, noted_at)
select tenant_id, id, opens_on, name, school_type, ownership, section_code, created_at from org_units;
alter table org_units force row level security;

-- 合并、分设: which unit went on as which.
create table unit_successions (
  tenant_id int not null,
  unit_id int not null,
  successor_id int not null,
  on_date date not null,
  noted_at timestamptz not null,
  primary key (tenant_id, unit_id, successor_id),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete cascade,
  foreign key (tenant_id, successor_id) references org_units (tenant_id, id) on delete cascade,
  check (unit_id <> successor_id)
);

-- Children chosen by name: 乡镇学校, 寄宿制学校.
create table unit_groups (
  tenant_id int not null references tenants on delete restrict,
  code text not null,
  name text not null,
  created_at timestamptz not null,
  primary key (tenant_id, code),
  unique (tenant_id, name)
);
create table unit_group_members (
  tenant_id int not null,
  group_code text not null,
  unit_id int not null,
  primary key (tenant_id, group_code, unit_id),
  foreign key (tenant_id, group_code) references unit_groups (tenant_id, code) on delete cascade,
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete cascade
);

-- What a tenant adds to a year that its ancestor published: seen by itself and by all below it. An edit pins the next version.
create table added_indicators (
  owner_tenant_id int not null,
  edition_owner_tenant_id int not null,
  edition_id uuid not null,
  code text not null,
  indicator_version_id uuid not null,
  position int not null,
  published_at timestamptz,
  primary key (owner_tenant_id, edition_owner_tenant_id, edition_id, code),
  foreign key (edition_owner_tenant_id, edition_id) references editions (owner_tenant_id, id) on delete cascade,
  foreign key (owner_tenant_id, indicator_version_id) references indicator_versions (owner_tenant_id, id) on delete restrict
);

-- A pivot worth keeping.
create table analysis_views (
  tenant_id int not null,
  id uuid not null,
  user_id uuid not null,
  name text not null,
  definition jsonb not null,
  -- Seen by the whole bureau, not by its author alone.
  is_shared boolean not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, user_id, name),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

-- Which workbook a cell came from.
alter table cell_changes add column file_name text;

-- The same classes as in 0005.
do $$
declare t text;
begin
  foreach t in array array['org_unit_versions', 'unit_successions', 'unit_groups', 'unit_group_members', 'analysis_views'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t || '_tenant', t);
  end loop;
  foreach t in array array['org_unit_versions', 'unit_successions', 'unit_group_members'] loop
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using ((select app_units()) is null or unit_id = any ((select app_units())::int[]))
      with check ((select app_units()) is null or unit_id = any ((select app_units())::int[]))', t || '_unit', t);
  end loop;
  foreach t in array array['added_indicators'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for select to huibao_app
      using (owner_tenant_id = (select app_tenant())
        or (published_at is not null and owner_tenant_id = any ((select app_lineage())::int[])))', t || '_read', t);
    execute format('create policy %I on %I as restrictive for insert to huibao_app
      with check (owner_tenant_id = (select app_tenant()))', t || '_insert', t);
    execute format('create policy %I on %I as restrictive for update to huibao_app
      using (owner_tenant_id = (select app_tenant())) with check (owner_tenant_id = (select app_tenant()))', t || '_update', t);
    execute format('create policy %I on %I as restrictive for delete to huibao_app
      using (owner_tenant_id = (select app_tenant()))', t || '_delete', t);
  end loop;
end $$;

grant select, insert on org_unit_versions, unit_successions, unit_groups, unit_group_members, added_indicators, analysis_views to huibao_app;
grant update on org_unit_versions, added_indicators to huibao_app;
grant update (name) on unit_groups to huibao_app;
grant delete on unit_groups, unit_group_members, added_indicators, analysis_views to huibao_app;
