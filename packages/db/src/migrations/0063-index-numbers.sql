-- 索引号 that are taken, of all bureaus (decision 101): `publications` lies by tenant where a database is divided, and
-- there no key of it holds over tenants. The version before goes by that key, which stays where there is one PostgreSQL.
create table index_numbers (
  index_no text primary key,
  tenant_id int not null references tenants on delete restrict
);
alter table index_numbers enable row level security;
alter table publications no force row level security;
insert into index_numbers (index_no, tenant_id) select index_no, tenant_id from publications;
alter table publications force row level security;
alter table index_numbers force row level security;
create policy index_numbers_app on index_numbers for all to huibao_app
  using (tenant_id = app_tenant()) with check (tenant_id = app_tenant());
grant select, insert on index_numbers to huibao_app;
