-- Figures are read from the index of facts alone where a page has been vacuumed since it was written to, and from the
-- table as well where it hasn't: that takes twice as long. PostgreSQL waits until a fifth of a year's facts is new, which
-- is most of a term; a vacuum for new rows passes over the rest and takes no time worth saving (decision 118).
do $$
declare
  partition text;
begin
  for partition in select inhrelid::regclass::text from pg_inherits where inhparent = 'facts'::regclass loop
    execute format('alter table %s set (autovacuum_vacuum_insert_scale_factor = 0.01)', partition);
  end loop;
end $$;
