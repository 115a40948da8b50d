-- Numbers come by a sequence's next value instead of an identity: a PostgreSQL divided by tenant (Citus) takes no
-- identity column of 32 bits (decision 101). Nothing changes for who inserts a row without a number.
do $$
declare
  t text;
  next bigint;
begin
  foreach t in array array['tenants', 'org_units', 'data_elements'] loop
    execute format('lock table %I in access exclusive mode', t);
    execute format('select case when is_called then last_value + 1 else last_value end from %I', t || '_id_seq') into next;
    execute format('alter table %I alter id drop identity', t);
    execute format('create sequence %I as int start %s owned by %I.id', t || '_id_seq', next, t);
    execute format('alter table %I alter id set default nextval(%L)', t, t || '_id_seq');
    execute format('grant usage on sequence %I to huibao_app', t || '_id_seq');
  end loop;
end $$;
