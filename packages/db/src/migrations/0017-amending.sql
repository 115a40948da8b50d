-- Amending a year that has begun: an edition's next issue, adopted by each bureau collection by collection.

-- What a draft's form asks changed under it: the issue that it came from is kept, so that its reporter is told what
-- changed until it is submitted.
alter table submissions add column moved_from_issue_no smallint;

-- What was typed into cells that the form asks for no more. It is shown on the form and can be put back where it is
-- asked again; no check, revision or fact knows it.
create table parked_cells (
  tenant_id int not null,
  submission_id uuid not null,
  id uuid not null,
  unit_id int not null,
  -- The issue whose form asked it.
  issue_no smallint not null,
  code text not null,
  key text not null,
  state text not null check (state in ('not_applicable', 'value')),
  value text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  parked_at timestamptz not null,
  restored_by uuid,
  restored_at timestamptz,
  primary key (tenant_id, submission_id, id),
  foreign key (tenant_id, submission_id) references submissions (tenant_id, id) on delete restrict
);

alter table parked_cells enable row level security;
alter table parked_cells force row level security;
create policy parked_cells_permit on parked_cells for all to huibao_app using (true) with check (true);
create policy parked_cells_tenant on parked_cells as restrictive for all to huibao_app
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
create policy parked_cells_unit on parked_cells as restrictive for all to huibao_app
  using ((select app_units()) is null or unit_id = any ((select app_units())::int[]))
  with check ((select app_units()) is null or unit_id = any ((select app_units())::int[]));
grant select, insert on parked_cells to huibao_app;
grant update (restored_by, restored_at) on parked_cells to huibao_app;

-- Who goes by an issue, told to whoever published it: names and days, nothing of what is reported.
create table issue_adoptions (
  owner_tenant_id int not null,
  edition_id uuid not null,
  issue_no smallint not null,
  adopter_tenant_id int not null references tenants (id) on delete restrict,
  collection_id uuid not null,
  adopter_name text not null,
  period smallint not null,
  adopted_at timestamptz not null,
  primary key (owner_tenant_id, edition_id, issue_no, adopter_tenant_id, collection_id),
  foreign key (owner_tenant_id, edition_id, issue_no)
    references edition_issues (owner_tenant_id, edition_id, no) on delete restrict
);

alter table issue_adoptions enable row level security;
alter table issue_adoptions force row level security;
create policy issue_adoptions_permit on issue_adoptions for all to huibao_app using (true) with check (true);
create policy issue_adoptions_read on issue_adoptions as restrictive for select to huibao_app
  using ((select app_units()) is null
    and (owner_tenant_id = (select app_tenant()) or adopter_tenant_id = (select app_tenant())));
create policy issue_adoptions_insert on issue_adoptions as restrictive for insert to huibao_app
  with check ((select app_units()) is null and adopter_tenant_id = (select app_tenant())
    and owner_tenant_id = any ((select app_lineage())::int[]));
grant select, insert on issue_adoptions to huibao_app;
