-- What the usernames of a tenant's accounts end in (decision 83): `zhang@shanyang.jiaozuo`. No two tenants have the same,
-- and no earlier name holds an @: a name that is taken is one's own tenant's.
alter table tenants add column login_suffix text;
-- An owner who bypasses no policy; back again below.
alter table tenants no force row level security;
update tenants set login_suffix = 'platform' where parent_id is null;
do $$
begin
  -- Level by level: each ends in its parent's.
  loop
    update tenants t set login_suffix = 't' || t.id || case above.kind when 'platform' then '' else '.' || above.login_suffix end
      from tenants above
      where above.id = t.parent_id and above.login_suffix is not null and t.login_suffix is null;
    exit when not found;
  end loop;
end $$;
alter table tenants force row level security;
alter table tenants
  alter column login_suffix set not null,
  add check (login_suffix ~ '^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$');
create unique index tenants_login_suffix on tenants (login_suffix);
