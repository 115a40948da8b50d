-- Whom forms ask, as data: types of schools, sections by the codes that a bureau gives them, and groups.

-- GB/T 33782 as the platform publishes it, and the types that a city or a bureau adds below one of these. Nothing of it is
-- changed or taken away: units, answers and what was sent up keep its codes.
create table unit_types (
  owner_tenant_id int not null references tenants on delete restrict,
  code text collate "C" not null check (code ~ '^[1-9][0-9]{0,2}(\.[a-z]+_[1-9][0-9]*)?$'),
  parent_code text,
  label jsonb not null,
  -- By which filters may ask; no unit is of it.
  is_heading boolean not null,
  published_at timestamptz,
  primary key (owner_tenant_id, code),
  check (parent_code is null or (code <> parent_code and starts_with(code, parent_code))),
  check (parent_code is not null or not code like '%.%')
);

-- Which section answers where a form asks for one by a code that the bureau's own have not: districts cut their sections
-- differently, and one may do the work of several.
create table section_answers (
  tenant_id int not null,
  asked_code text not null,
  unit_id int not null,
  noted_at timestamptz not null,
  primary key (tenant_id, asked_code),
  foreign key (tenant_id, unit_id) references org_units (tenant_id, id) on delete cascade
);

-- The code by which a form asked for a section that answers for another. It stays so, whatever the bureau's sections
-- become.
alter table submissions add column asked_as text;

-- What a programme calls the sections and groups that its forms ask for by code.
alter table edition_issues
  add column sections jsonb not null default '[]',
  add column unit_groups jsonb not null default '[]';
-- Until now the interface had words for the two sections that the built-in programme asks.
alter table edition_issues no force row level security;
alter table editions no force row level security;
alter table tenants no force row level security;
alter table edition_issues disable trigger user;
update edition_issues i set sections = '[{"code": "policy", "label": {"zh": "政策法规", "en": "Policy and law"}},
  {"code": "private-education", "label": {"zh": "民办教育", "en": "Private education"}}]'
from editions e join tenants t on t.id = e.owner_tenant_id and t.kind = 'platform'
where e.owner_tenant_id = i.owner_tenant_id and e.id = i.edition_id and e.programme_code = 'rule_of_law';
alter table edition_issues enable trigger user;
alter table edition_issues force row level security;
alter table editions force row level security;

-- And for what its totals are set against: an indicator says what it is called as such.
alter table indicator_versions no force row level security;
alter table indicator_versions disable trigger user;
update indicator_versions i set definition = i.definition || jsonb_build_object('asBase', b.names)
from (values
  ('schools_reporting', '[{"times": "1", "label": {"zh": "校均", "en": "Per school"}},
    {"times": "100", "label": {"zh": "每百所学校", "en": "Per 100 schools"}}]'::jsonb),
  ('classes', '[{"times": "1", "label": {"zh": "班均", "en": "Per class"}}]'),
  ('pupils', '[{"times": "1000", "label": {"zh": "每千名学生", "en": "Per 1,000 pupils"}}]'),
  ('institutions', '[{"times": "1", "label": {"zh": "每家机构", "en": "Per institution"}}]')
) as b (code, names), tenants t
where t.id = i.owner_tenant_id and t.kind = 'platform' and i.programme_code = 'rule_of_law' and i.code = b.code;
alter table indicator_versions enable trigger user;
alter table indicator_versions force row level security;
alter table tenants force row level security;
alter table edition_issues
  alter column sections drop default,
  alter column unit_groups drop default;

do $$
begin
  alter table unit_types enable row level security;
  alter table unit_types force row level security;
  create policy unit_types_permit on unit_types for all to huibao_app using (true) with check (true);
  create policy unit_types_read on unit_types as restrictive for select to huibao_app
    using ((owner_tenant_id = (select app_tenant()) and (select app_units()) is null)
      or (published_at is not null and owner_tenant_id = any ((select app_lineage())::int[])));
  create policy unit_types_insert on unit_types as restrictive for insert to huibao_app
    with check (owner_tenant_id = (select app_tenant()) and (select app_units()) is null);
  create policy unit_types_update on unit_types as restrictive for update to huibao_app
    using (owner_tenant_id = (select app_tenant()) and (select app_units()) is null)
    with check (owner_tenant_id = (select app_tenant()));
  create policy unit_types_delete on unit_types as restrictive for delete to huibao_app
    using (owner_tenant_id = (select app_tenant()) and (select app_units()) is null);

  alter table section_answers enable row level security;
  alter table section_answers force row level security;
  create policy section_answers_permit on section_answers for all to huibao_app using (true) with check (true);
  create policy section_answers_tenant on section_answers as restrictive for all to huibao_app
    using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
  create policy section_answers_unit on section_answers as restrictive for all to huibao_app
    using ((select app_units()) is null or unit_id = any ((select app_units())::int[]))
    with check ((select app_units()) is null or unit_id = any ((select app_units())::int[]));
end $$;

grant select, insert on unit_types to huibao_app;
grant select, insert, update, delete on section_answers to huibao_app;
