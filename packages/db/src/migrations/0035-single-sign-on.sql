-- Whose account of the city's or province's identity provider (统一身份认证, OpenID Connect) an account is: linked by its
-- owner or by an administrator, never by a name or an address that happens to be the same.
create table linked_identities (
  tenant_id int not null,
  user_id uuid not null,
  issuer text not null,
  subject text not null,
  linked_at timestamptz not null,
  primary key (tenant_id, user_id, issuer),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
-- Who comes from there is looked up before any tenant is known.
create unique index linked_identities_subject on linked_identities (issuer, subject);

alter table linked_identities enable row level security;
alter table linked_identities force row level security;
create policy linked_identities_permit on linked_identities for all to huibao_app using (true) with check (true);
create policy linked_identities_tenant on linked_identities as restrictive for all to huibao_app
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
create policy linked_identities_auth on linked_identities for select to huibao_auth using (true);
grant select, insert, delete on linked_identities to huibao_app;
grant select on linked_identities to huibao_auth;

alter table sessions add column by_single_sign_on boolean not null default false;
alter table sessions alter column by_single_sign_on drop default;
