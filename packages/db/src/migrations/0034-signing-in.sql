-- Signing in (decision 71): guesses are counted by whom they are made at and from where, never on the login itself, so
-- that nobody locks another person out; a second factor; what a session is, for its owner to know it by.

-- Counted by rate-limiter-flexible, in the columns that it expects. A key is a keyed hash: it tells neither the name that
-- was tried (there needn't be such a person) nor the address.
create table sign_in_attempts (
  key varchar(255) primary key,
  points integer not null default 0,
  -- Milliseconds since 1970.
  expire bigint
);
alter table sign_in_attempts enable row level security;
alter table sign_in_attempts force row level security;
create policy sign_in_attempts_auth on sign_in_attempts for all to huibao_auth using (true) with check (true);
create policy sign_in_attempts_none on sign_in_attempts as restrictive for all to huibao_app
  using (false) with check (false);
grant select, insert, update, delete on sign_in_attempts to huibao_auth;
grant select on sign_in_attempts to huibao_app;

alter table logins drop column failures, drop column locked_until;

-- Hashes are for the sign-in role alone: who works in a tenant sees who has a login, never what it is kept by.
revoke select on logins from huibao_app;
grant select (tenant_id, username, user_id, must_change, changed_at) on logins to huibao_app;

-- Earlier passwords, so that none comes back at once.
create table earlier_passwords (
  tenant_id int not null,
  user_id uuid not null,
  changed_at timestamptz not null,
  password_hash text not null,
  primary key (tenant_id, user_id, changed_at),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

-- A secret is sealed with a key that isn't in the database. The step is that of the last code taken: none is taken twice.
create table second_factors (
  tenant_id int not null,
  user_id uuid not null,
  sealed_secret bytea not null,
  last_step bigint not null,
  enrolled_at timestamptz not null,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

create table recovery_codes (
  tenant_id int not null,
  user_id uuid not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (tenant_id, user_id, code_hash),
  foreign key (tenant_id, user_id) references second_factors (tenant_id, user_id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['earlier_passwords', 'second_factors', 'recovery_codes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to huibao_app using (true) with check (true)', t || '_permit', t);
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))', t || '_tenant', t);
    execute format('create policy %I on %I for all to huibao_auth using (true) with check (true)', t || '_auth', t);
  end loop;
end $$;

grant select, update (last_step) on second_factors to huibao_auth;
grant select, update (used_at) on recovery_codes to huibao_auth;
grant select on earlier_passwords to huibao_auth;
grant select (tenant_id, user_id, enrolled_at), insert, delete on second_factors to huibao_app;
grant select (tenant_id, user_id, used_at), insert, delete on recovery_codes to huibao_app;
grant select (tenant_id, user_id, changed_at), insert, delete on earlier_passwords to huibao_app;

-- Everybody signs in anew.
alter table sessions no force row level security;
delete from sessions;
alter table sessions force row level security;
alter table sessions
  add column seen_at timestamptz not null,
  add column address text not null,
  add column device text not null,
  add column has_second_factor boolean not null;
comment on column sessions.seen_at is 'Of the last request, to the minute: by it a session ends that nobody uses.';
comment on column sessions.device is 'What the browser says of itself, cut to 200 characters.';
