-- What the platform's operators set for one tenant instead of its kind's own limit (decision 98).
create table quotas (
  tenant_id int not null references tenants on delete restrict,
  kind text not null,
  amount bigint not null check (amount > 0),
  set_at timestamptz not null,
  primary key (tenant_id, kind)
);
alter table quotas enable row level security;
alter table quotas force row level security;
create policy quotas_permit on quotas for all to huibao_app using (true) with check (true);
create policy quotas_tenant on quotas as restrictive for all to huibao_app
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on quotas to huibao_app;
create policy quotas_watch on quotas for select to huibao_watch using (true);
grant select (tenant_id, kind, amount) on quotas to huibao_watch;
