-- An acceptance moves the figures that read its form, and no others: whoever kept those goes on keeping them (decision
-- 109). '' is everything of the tenant, as before; else a form, as the transaction says in `app.moved`: several are
-- divided by commas, a row each. What isn't facts moves everything, whatever is said.
alter table figure_changes add column moved text not null default '';
alter table figure_changes drop constraint figure_changes_pkey, add primary key (tenant_id, xid, moved);

create or replace function note_figure_change() returns trigger language plpgsql as $$
declare
  forms text := case when tg_table_name in ('facts', 'fact_texts') then current_setting('app.moved', true) end;
begin
  insert into figure_changes (tenant_id, xid, moved)
    select coalesce(app_tenant(), 0), pg_current_xact_id()::text::bigint, form
    from unnest(coalesce(string_to_array(nullif(forms, ''), ','), array[''])) as form
    on conflict do nothing;
  return null;
end $$;
