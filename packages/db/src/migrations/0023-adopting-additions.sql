-- What a level adds is adopted as an edition's issues are. A submission and its revisions are pinned to an issue of their
-- form's owner: of the edition, or, of a form that a level added, of what that level added, in the same column.
-- Row security binds the owner too, and this moves rows of every tenant.
do $$
declare t text;
begin
  foreach t in array array['submissions', 'revisions', 'parked_cells', 'collections', 'collection_additions', 'added_issues', 'added_forms', 'tenants'] loop
    execute format('alter table %I no force row level security', t);
    execute format('alter table %I disable trigger user', t);
  end loop;
end $$;
update submissions s set issue_no = i.no
from collections c, collection_additions a, added_issues i
where c.tenant_id = s.tenant_id and c.id = s.collection_id and s.owner_tenant_id <> c.owner_tenant_id
  and a.tenant_id = c.tenant_id and a.collection_id = c.id and a.owner_tenant_id = s.owner_tenant_id
  and i.owner_tenant_id = a.owner_tenant_id and i.id = a.issue_id;
update revisions r set issue_no = s.issue_no
from submissions s, collections c
where s.tenant_id = r.tenant_id and s.id = r.submission_id and c.tenant_id = s.tenant_id and c.id = s.collection_id
  and s.owner_tenant_id <> c.owner_tenant_id;
update parked_cells p set issue_no = s.issue_no
from submissions s, collections c
where s.tenant_id = p.tenant_id and s.id = p.submission_id and c.tenant_id = s.tenant_id and c.id = s.collection_id
  and s.owner_tenant_id <> c.owner_tenant_id;

-- A collection goes by a later issue of what a level added once it is adopted.
create policy collection_additions_update on collection_additions as restrictive for update to huibao_app
  using ((select app_units()) is null) with check ((select app_units()) is null);
grant update (issue_id) on collection_additions to huibao_app;

-- Nor does a report that is being drafted stay with what it was begun with, where its drafter takes what stands now.
create policy report_additions_update on report_additions as restrictive for update to huibao_app
  using ((select app_units()) is null) with check ((select app_units()) is null);
grant update (issue_id) on report_additions to huibao_app;

-- A form that is asked no more within a year: nobody owes it, and what its drafts held is parked.
alter table submissions drop constraint submissions_state_check;
alter table submissions add check (state in ('draft', 'confirming', 'submitted', 'accepted', 'returned', 'retired'));

-- Who goes by what a level added, told to that level: names and days, nothing of what is reported.
create table added_issue_adoptions (
  owner_tenant_id int not null,
  issue_id uuid not null,
  adopter_tenant_id int not null references tenants (id) on delete restrict,
  collection_id uuid not null,
  adopter_name text not null,
  period smallint not null,
  adopted_at timestamptz not null,
  primary key (owner_tenant_id, issue_id, adopter_tenant_id, collection_id),
  foreign key (owner_tenant_id, issue_id) references added_issues (owner_tenant_id, id) on delete restrict
);

-- Whoever is told already by a collection that was opened with it.
insert into added_issue_adoptions
  (owner_tenant_id, issue_id, adopter_tenant_id, collection_id, adopter_name, period, adopted_at)
select a.owner_tenant_id, a.issue_id, c.tenant_id, c.id, t.name, c.period, c.created_at
from collection_additions a
join collections c on c.tenant_id = a.tenant_id and c.id = a.collection_id
join tenants t on t.id = c.tenant_id
where a.owner_tenant_id <> c.tenant_id;

alter table added_issue_adoptions enable row level security;
alter table added_issue_adoptions force row level security;
create policy added_issue_adoptions_permit on added_issue_adoptions for all to huibao_app using (true) with check (true);
create policy added_issue_adoptions_read on added_issue_adoptions as restrictive for select to huibao_app
  using ((select app_units()) is null
    and (owner_tenant_id = (select app_tenant()) or adopter_tenant_id = (select app_tenant())));
create policy added_issue_adoptions_insert on added_issue_adoptions as restrictive for insert to huibao_app
  with check ((select app_units()) is null and adopter_tenant_id = (select app_tenant())
    and owner_tenant_id = any ((select app_lineage())::int[]));
grant select, insert on added_issue_adoptions to huibao_app;


do $$
declare t text;
begin
  foreach t in array array['submissions', 'revisions', 'parked_cells', 'collections', 'collection_additions', 'added_issues', 'added_forms', 'tenants'] loop
    execute format('alter table %I enable trigger user', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
