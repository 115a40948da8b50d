-- Whoever is confined to units has no business with the office's own papers: reports in the making and sent, what they
-- were written from, what is followed up, who did what. And a sender can't insert what only the receiver may say.
do $$
declare t text;
begin
  foreach t in array array[
    'reports', 'report_sections', 'report_section_versions', 'report_decisions', 'report_lineage', 'report_parts',
    'report_manifests', 'report_figures_seen', 'report_answers', 'report_asides', 'report_additions', 'dispatches',
    'deliveries', 'ledger_items', 'analysis_views'
  ] loop
    execute format('create policy %I on %I as restrictive for all to huibao_app
      using ((select app_units()) is null) with check ((select app_units()) is null)', t || '_office', t);
  end loop;
end $$;

-- Everybody adds to the chain; reading it is the office's.
create policy audit_entries_office on audit_entries as restrictive for select to huibao_app
  using ((select app_units()) is null);

drop policy deliveries_insert on deliveries;
create policy deliveries_insert on deliveries as restrictive for insert to huibao_app
  with check (sender_tenant_id = (select app_tenant())
    and tenant_id = (select t.parent_id from tenants t where t.id = (select app_tenant()))
    and state = 'pending' and decided_at is null and decided_by is null and decided_by_name is null and reason is null);
