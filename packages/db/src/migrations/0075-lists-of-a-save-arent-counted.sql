-- PostgreSQL counts what stands in a table's columns each time that a tenth of it is new. Of five lists in each save it
-- took seconds, in which no older version of any row could go: at a term's end every draft grew, and saves took twice
-- as long. Nothing is planned by what stands in them (decision 116).
do $$
declare
  uncounted constant text := 'alter table %s alter column codes set statistics 0, alter column keys set statistics 0,
    alter column versions set statistics 0, alter column states set statistics 0,
    alter column "values" set statistics 0';
  is_divided boolean := false;
  refused text;
begin
  if to_regclass('pg_dist_partition') is not null then
    execute $ask$ select exists (select from pg_dist_partition where logicalrelid = 'cell_saves'::regclass) $ask$
      into is_divided;
  end if;
  if is_divided then
    -- Citus tells no shard of it.
    execute $ask$ select min(result) from run_command_on_shards('cell_saves', $1) where not success $ask$
      into refused using uncounted;
    if refused is not null then
      raise exception '%', refused;
    end if;
    set local citus.enable_ddl_propagation = off;
  end if;
  execute format(uncounted, 'cell_saves');
end $$;
