-- Programmes as they are built: nothing of it is anybody's definition until it is published (decision 12 on programmes).
create table programme_drafts (
  tenant_id int not null references tenants on delete restrict,
  id uuid not null,
  year smallint not null,
  -- The issue that it was begun from, the tenant's own; null of what was begun with nothing or from a package.
  base_edition_id uuid,
  base_issue_no smallint,
  begun_by uuid not null,
  begun_at timestamptz not null,
  published_issue_no smallint,
  published_at timestamptz,
  discarded_at timestamptz,
  closed_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, base_edition_id, base_issue_no)
    references edition_issues (owner_tenant_id, edition_id, no) on delete restrict,
  check ((published_at is not null or discarded_at is not null) = (closed_by is not null))
);

-- The parts of a draft are the files of a package. Every version is kept; what one person saves within some minutes is
-- one, known by the number of its last save.
create table draft_parts (
  tenant_id int not null,
  draft_id uuid not null,
  name text not null,
  version int not null check (version >= 1),
  -- Null where the part was taken out.
  content jsonb,
  begun_at timestamptz not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (tenant_id, draft_id, name, version),
  foreign key (tenant_id, draft_id) references programme_drafts (tenant_id, id) on delete restrict
);

do $$
declare t text;
begin
  foreach t in array array['programme_drafts', 'draft_parts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using (tenant_id = (select app_tenant()) and (select app_units()) is null)
      with check (tenant_id = (select app_tenant()) and (select app_units()) is null)', t || '_tenant', t);
  end loop;
end $$;

grant select, insert on programme_drafts, draft_parts to huibao_app;
grant update (published_issue_no, published_at, discarded_at, closed_by) on programme_drafts to huibao_app;
grant update (version, content, saved_at) on draft_parts to huibao_app;
