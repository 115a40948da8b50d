-- Heads of audit chains apart from the chains (decision 78): added to by one role that works on nothing else of them, and
-- changed by none. No key to tenants: a head outlives what it is of.
create table noted_heads (
  tenant_id int not null,
  seq bigint not null,
  hash bytea not null,
  signature bytea not null,
  noted_at timestamptz not null default now(),
  primary key (tenant_id, seq, hash)
);
alter table noted_heads enable row level security;
alter table noted_heads force row level security;
create policy noted_heads_read on noted_heads for select to huibao_keeper using (true);
create policy noted_heads_insert on noted_heads for insert to huibao_keeper with check (true);
create policy noted_heads_none on noted_heads as restrictive for all to huibao_app using (false) with check (false);
grant select, insert on noted_heads to huibao_keeper;
grant select on noted_heads to huibao_app;
