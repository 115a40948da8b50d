-- What a level adds to a programme from above stands beside the edition, in issues of its own that never change. Its
-- indicators are pinned in added_indicators, as those made in the editor are. An issue is known by its id: the number of
-- one that was taken back is given again.
create table added_issues (
  owner_tenant_id int not null references tenants on delete restrict,
  id uuid not null,
  edition_owner_tenant_id int not null,
  edition_id uuid not null,
  no smallint not null check (no >= 1),
  -- Of what it was made for: one of the edition's issues.
  base_hash text not null,
  indicator_groups jsonb not null,
  sections jsonb not null,
  balances jsonb not null,
  glossary jsonb not null,
  -- Codes of the indicators that came with it.
  indicators jsonb not null,
  published_at timestamptz,
  primary key (owner_tenant_id, id),
  unique (owner_tenant_id, edition_owner_tenant_id, edition_id, no),
  foreign key (edition_owner_tenant_id, edition_id) references editions (owner_tenant_id, id) on delete restrict,
  check (owner_tenant_id <> edition_owner_tenant_id)
);

-- A retired form is asked no more, and what was answered to it in the year still counts.
create table added_forms (
  owner_tenant_id int not null,
  issue_id uuid not null,
  form_version_id uuid not null,
  position int not null,
  is_retired boolean not null,
  published_at timestamptz,
  primary key (owner_tenant_id, issue_id, form_version_id),
  foreign key (owner_tenant_id, issue_id) references added_issues (owner_tenant_id, id) on delete cascade,
  foreign key (owner_tenant_id, form_version_id) references form_versions (owner_tenant_id, id) on delete restrict
);

-- What a collection and a report were begun with, of each level that had added something. The key to what was added
-- keeps a level from taking back what anybody below has begun with, be it out of its sight.
create table collection_additions (
  tenant_id int not null,
  collection_id uuid not null,
  owner_tenant_id int not null,
  issue_id uuid not null,
  primary key (tenant_id, collection_id, owner_tenant_id),
  foreign key (tenant_id, collection_id) references collections (tenant_id, id) on delete cascade,
  foreign key (owner_tenant_id, issue_id) references added_issues (owner_tenant_id, id) on delete restrict
);
create table report_additions (
  tenant_id int not null,
  report_id uuid not null,
  owner_tenant_id int not null,
  issue_id uuid not null,
  primary key (tenant_id, report_id, owner_tenant_id),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete cascade,
  foreign key (owner_tenant_id, issue_id) references added_issues (owner_tenant_id, id) on delete restrict
);

-- What the sender has of its own, by name: the superior sees that it is there. It is written once.
alter table deliveries add column additions jsonb not null default '[]';

do $$
declare t text;
begin
  foreach t in array array['added_issues', 'added_forms'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for select to huibao_app
      using ((owner_tenant_id = (select app_tenant()) and (select app_units()) is null)
        or (published_at is not null and owner_tenant_id = any ((select app_lineage())::int[])))', t || '_read', t);
    execute format('create policy %I on %I as restrictive for insert to huibao_app
      with check (owner_tenant_id = (select app_tenant()) and (select app_units()) is null)', t || '_insert', t);
    execute format('create policy %I on %I as restrictive for update to huibao_app
      using (owner_tenant_id = (select app_tenant()) and (select app_units()) is null)
      with check (owner_tenant_id = (select app_tenant()))', t || '_update', t);
    execute format('create policy %I on %I as restrictive for delete to huibao_app
      using (owner_tenant_id = (select app_tenant()) and (select app_units()) is null)', t || '_delete', t);
  end loop;
  foreach t in array array['collection_additions', 'report_additions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t || '_tenant', t);
  end loop;
end $$;

grant select, insert, delete on added_issues to huibao_app;
grant select, insert on added_forms, collection_additions, report_additions to huibao_app;
