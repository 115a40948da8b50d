-- A figure of a report may be of one period of the year, or of last year ('' is the whole year): what is told apart by
-- its indicator is told apart by that, too.
alter table report_figures_seen
  add column scope text not null default '',
  drop constraint report_figures_seen_pkey,
  add primary key (tenant_id, report_id, indicator, scope);
alter table report_figures_seen alter column scope drop default;

alter table report_lineage
  add column scope text not null default '',
  drop constraint report_lineage_pkey,
  add primary key (tenant_id, report_id, indicator, scope, side, unit_id, period, cell);
alter table report_lineage alter column scope drop default;
