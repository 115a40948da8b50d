-- The platform is the ancestor of every city: it owns the built-in definitions and sees no tenant's data.
-- Row security binds the owner too: these two rows are nobody's who asks.
alter table tenants no force row level security;
alter table org_units no force row level security;
with platform as (
  insert into tenants (parent_id, kind, name, short_name, section_word, created_at)
  values (null, 'platform', '汇报平台', '平台', '部门', '2020-01-01T00:00:00Z') returning id
)
insert into org_units (tenant_id, kind, name, opens_on, created_at)
select id, 'root', '汇报平台', '2020-01-01', '2020-01-01T00:00:00Z' from platform;
alter table tenants force row level security;
alter table org_units force row level security;
